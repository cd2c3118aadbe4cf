variable "name" {
  description = "What the key is called, without `alias/`."
  type        = string
}
