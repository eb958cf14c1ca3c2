# The cloud under Harbour Goods. Vulnerable on purpose: do not apply.
terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 4.0"
    }
  }
}

provider "aws" {
  region = var.region

  # The pair printed in Amazon's own documentation: it opens nothing.
  access_key = "AKIAIOSFODNN7EXAMPLE"
  secret_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
}

module "storage" {
  source = "./modules/storage"
}

module "data" {
  source     = "./modules/data"
  subnet_ids = [aws_subnet.public.id]
  password   = var.database_password
}
