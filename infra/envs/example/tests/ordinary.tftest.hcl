# The environment in an ordinary region, without a cloud: the provider's answers are made up.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  edge_keys = ["0123456789abcdef0123456789abcdef"]
  artefacts = "../../../target/infra/artefacts"
}

run "everything_fits_together" {
  assert {
    condition     = toset(keys(output.functions)) == toset(keys(local.functions))
    error_message = "Every function of infra/functions.json is deployed."
  }

  assert {
    condition     = alltrue([for function in output.functions : function.alias == "live"])
    error_message = "The pipeline shifts an alias that is called `live`."
  }

  assert {
    condition     = startswith(output.address, "https://")
    error_message = "The address is an address."
  }

  assert {
    condition     = output.table == "e-home"
    error_message = "The table is called as infra/tables.json says."
  }
}

run "codes_are_sent_by_one_function" {
  assert {
    condition     = [for name, sends in local.sends : name if sends] == ["auth"]
    error_message = "Only the function that signs people in may read the SMS account."
  }
}

run "a_short_edge_key_is_refused" {
  command = plan

  variables {
    edge_keys = ["short"]
  }

  expect_failures = [var.edge_keys]
}

run "the_stages_of_one_machine_are_refused" {
  command = plan

  variables {
    stage = "local"
  }

  expect_failures = [var.stage]
}

run "logs_are_kept_for_half_a_year" {
  command = plan

  variables {
    log_days = 90
  }

  expect_failures = [var.log_days]
}
