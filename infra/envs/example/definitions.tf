# What Terraform shares with the code: the table, the headers, and what each function may do.

locals {
  table     = jsondecode(file("${path.module}/../../tables.json"))
  headers   = jsondecode(file("${path.module}/../../headers.json"))
  functions = jsondecode(file("${path.module}/../../functions.json"))

  name = local.table.name
}
