# Credentials come from the caller. One account holds one environment: that keeps them apart better than any policy,
# and lets every name be the same everywhere.
provider "aws" {
  region = var.region

  default_tags {
    tags = {
      product = local.name
      stage   = var.stage
    }
  }
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
