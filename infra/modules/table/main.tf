# The table, as `infra/tables.json` defines it. The local stack and the tests read the same file.

locals {
  # Every key attribute is a string, and each is declared once however many indexes use it.
  attributes = distinct(concat(
    [var.definition.partition_key, var.definition.sort_key],
    flatten([for index in var.definition.indexes : [index.partition_key, index.sort_key]]),
  ))
}

resource "aws_dynamodb_table" "this" {
  name                        = var.name
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = var.definition.partition_key
  range_key                   = var.definition.sort_key
  stream_enabled              = true
  stream_view_type            = var.definition.stream
  deletion_protection_enabled = var.deletion_protection

  dynamic "attribute" {
    for_each = local.attributes
    content {
      name = attribute.value
      type = "S"
    }
  }

  dynamic "global_secondary_index" {
    for_each = { for index in var.definition.indexes : index.name => index }
    content {
      name               = global_secondary_index.key
      hash_key           = global_secondary_index.value.partition_key
      range_key          = global_secondary_index.value.sort_key
      projection_type    = "INCLUDE"
      non_key_attributes = global_secondary_index.value.project
    }
  }

  ttl {
    attribute_name = var.definition.time_to_live
    enabled        = true
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = var.key
  }
}
