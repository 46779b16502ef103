"""How often the tests of the evidence are wrong and right on made-up series: `make calibrate`."""
