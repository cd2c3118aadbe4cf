# An example: a small city in an ordinary region. For the China regions see infra/README.md.

region       = "ap-southeast-1"
stage        = "example"
root         = "321300"
architecture = "x86_64"
sms_provider = "aliyun"
price_class  = "PriceClass_200"

functions = {
  auth        = { memory = 1024, concurrency = 100, slow_ms = 3000 }
  members     = { memory = 512, concurrency = 200, slow_ms = 1000 }
  orgs        = { memory = 512, concurrency = 100, slow_ms = 1000 }
  search      = { memory = 1024, concurrency = 200, slow_ms = 1000 }
  projections = { memory = 512, concurrency = 20, slow_ms = 20000, timeout = 60 }
  schedules   = { memory = 512, concurrency = 2, slow_ms = 60000, timeout = 300 }
  transfers   = { memory = 512, concurrency = 100, slow_ms = 1000 }
  # A photo of 50 million pixels takes some 300 MB while it is read; a whole processor comes with 1,769 MB.
  uploads = { memory = 1769, concurrency = 50, slow_ms = 8000 }
}

throttle = { rate = 500, burst = 1000 }
mails    = ["operations@example.com"]
budget   = { amount = 300, currency = "USD" }
