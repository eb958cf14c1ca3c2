variable "subnet_ids" {
  type = list(string)
}

variable "password" {
  type = string
}
