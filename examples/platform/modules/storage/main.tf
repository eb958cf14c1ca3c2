resource "aws_s3_bucket" "pictures" {
  bucket = "harbour-goods-pictures"
}

resource "aws_s3_bucket_acl" "pictures" {
  bucket = aws_s3_bucket.pictures.id
  acl    = "public-read"
}

resource "aws_s3_bucket_public_access_block" "pictures" {
  bucket                  = aws_s3_bucket.pictures.id
  block_public_acls       = false
  block_public_policy     = false
  ignore_public_acls      = false
  restrict_public_buckets = false
}

resource "aws_s3_bucket" "statements" {
  bucket = "harbour-goods-bank-statements"
}

resource "aws_s3_bucket_policy" "statements" {
  bucket = aws_s3_bucket.statements.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "${aws_s3_bucket.statements.arn}/*"
    }]
  })
}
