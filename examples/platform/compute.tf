resource "aws_instance" "bastion" {
  ami                         = "ami-0abcd1234abcd1234"
  instance_type               = "t3.small"
  subnet_id                   = aws_subnet.public.id
  vpc_security_group_ids      = [aws_security_group.bastion.id]
  associate_public_ip_address = true

  metadata_options {
    http_tokens = "optional"
  }

  root_block_device {
    encrypted = false
  }

  user_data = <<-EOF
    #!/bin/sh
    export DEPLOY_TOKEN=hgdeploy_4e0b7d91c35a42f8b6d2907fa1c8e653
    curl -s http://packages.harbour.test/setup.sh | sh
  EOF
}

resource "aws_eks_cluster" "main" {
  name     = "harbour"
  role_arn = aws_iam_role.batch.arn

  vpc_config {
    subnet_ids             = [aws_subnet.public.id]
    endpoint_public_access = true
    public_access_cidrs    = ["0.0.0.0/0"]
  }
}

resource "aws_ecr_repository" "shop" {
  name                 = "shop-api"
  image_tag_mutability = "MUTABLE"

  image_scanning_configuration {
    scan_on_push = false
  }
}

resource "aws_lambda_function" "thumbnails" {
  function_name = "thumbnails"
  role          = aws_iam_role.batch.arn
  runtime       = "nodejs12.x"
  handler       = "index.handler"
  filename      = "thumbnails.zip"

  environment {
    variables = {
      UPLOADS_TOKEN = "hgup_9d27c6f1e0a84b35b7c3d1f6a2905e48"
    }
  }
}
