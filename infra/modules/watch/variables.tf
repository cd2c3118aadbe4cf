variable "name" {
  description = "What the topic's name begins with."
  type        = string
}

variable "key" {
  description = "The KMS key that encrypts messages."
  type        = string
}

variable "mails" {
  description = "Who is told by mail. Each has to confirm once."
  type        = set(string)
}
