variable "name" {
  description = "What the dashboard is called."
  type        = string
}

variable "functions" {
  description = "The functions' names."
  type        = list(string)
}

variable "follower" {
  description = "The name of the function that follows the stream."
  type        = string
}

variable "api" {
  description = "The HTTP API's id."
  type        = string
}

variable "table" {
  description = "The table's name."
  type        = string
}

variable "queues" {
  description = "The names of the dead-letter queues."
  type        = list(string)
}
