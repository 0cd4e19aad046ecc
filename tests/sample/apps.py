from django.apps import AppConfig

from cms.policy.registration import Registrations


class SampleConfig(AppConfig):
    name = "tests.sample"
    label = "sample"
    registers = Registrations(reserved_addresses=("sample",))
