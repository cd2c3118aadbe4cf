variable "name" {
  description = "What the schedule is called."
  type        = string
}

variable "description" {
  description = "What it is for."
  type        = string
}

variable "expression" {
  description = "When, such as `rate(1 hour)`."
  type        = string
}

variable "function" {
  description = "The alias that is called."
  type        = string
}

variable "input" {
  description = "What the function is asked."
  type        = map(string)
}

variable "alarms" {
  description = "The topic that alarms go to."
  type        = string
}
