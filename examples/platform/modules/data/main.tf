resource "aws_db_subnet_group" "main" {
  name       = "main"
  subnet_ids = var.subnet_ids
}

resource "aws_db_instance" "shop" {
  identifier              = "shop"
  engine                  = "postgres"
  engine_version          = "10.7"
  instance_class          = "db.t3.medium"
  allocated_storage       = 50
  username                = "shop"
  password                = var.password
  publicly_accessible     = true
  storage_encrypted       = false
  backup_retention_period = 0
  deletion_protection     = false
  skip_final_snapshot     = true
  db_subnet_group_name    = aws_db_subnet_group.main.name
}

resource "aws_db_instance" "ledger" {
  identifier           = "ledger"
  engine               = "mysql"
  engine_version       = "5.7"
  instance_class       = "db.t3.small"
  allocated_storage    = 20
  username             = "ledger"
  password             = "Bilge-Pump-2019"
  storage_encrypted    = false
  db_subnet_group_name = aws_db_subnet_group.main.name
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_sns_topic" "alerts" {
  name = "alerts"
}

resource "aws_ebs_volume" "archive" {
  availability_zone = "eu-north-1a"
  size              = 200
  encrypted         = false
}
