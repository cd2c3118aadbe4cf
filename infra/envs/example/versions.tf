terraform {
  required_version = ">= 1.11"

  # Where the state lies is said at `init` (see backend.example.hcl); it is locked while somebody writes.
  backend "s3" {
    use_lockfile = true
    encrypt      = true
  }

  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.100" }
  }
}
