"""The ground floor."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "ระบบเผยแพร่ข้อมูล"
