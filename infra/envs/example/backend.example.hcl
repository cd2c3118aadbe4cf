# terraform init -backend-config=backend.hcl, with a copy of this file that names your bucket.
bucket = "e-home-state-123456789012"
key    = "example/terraform.tfstate"
region = "ap-southeast-1"
