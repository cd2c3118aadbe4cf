variable "name" {
  description = "What the queue's name begins with."
  type        = string
}

variable "stream" {
  description = "The table's stream."
  type        = string
}

variable "follower" {
  description = "The function that follows: its alias, names and role."
  type = object({
    name  = string
    alias = string
    arn   = string
    role  = string
  })
}

variable "window_seconds" {
  description = "The tumbling window. It must be there: see above."
  type        = number
  default     = 1

  validation {
    condition     = var.window_seconds >= 1 && var.window_seconds <= 900
    error_message = "A window of 1 to 900 seconds; without one no event names its shard."
  }
}

variable "retries" {
  description = "How often a batch comes again before it is put aside."
  type        = number
  default     = 50
}

variable "alarms" {
  description = "The topic that alarms go to."
  type        = string
}
