variable "region" {
  type    = string
  default = "eu-north-1"
}

variable "database_password" {
  type    = string
  default = "Slack-Water-1842"
}

variable "office_range" {
  type    = string
  default = "0.0.0.0/0"
}
