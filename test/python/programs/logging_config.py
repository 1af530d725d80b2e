# logging.config.dictConfig: loggers as a dict describes them.
import logging
import logging.config
import sys


class Shout(logging.Formatter):
    def format(self, record):
        return super().format(record).upper()


class OnlyTrain(logging.Filter):
    def __init__(self, word):
        super().__init__()
        self.word = word

    def filter(self, record):
        return self.word in record.getMessage()


logging.config.dictConfig(
    {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"format": "%(levelname)s %(name)s: %(message)s"},
            "brace": {"format": "{levelname:>8} {message}", "style": "{"},
            "shout": {"()": Shout, "fmt": "%(message)s"},
        },
        "filters": {"train": {"()": OnlyTrain, "word": "train"}},
        "handlers": {
            "out": {"class": "logging.StreamHandler", "formatter": "plain", "level": "INFO", "stream": "ext://sys.stdout"},
            "loud": {"class": "logging.StreamHandler", "formatter": "shout", "stream": sys.stdout, "filters": ["train"]},
            "braced": {"class": "logging.StreamHandler", "formatter": "brace", "level": logging.WARNING, "stream": "ext://sys.stdout"},
        },
        "loggers": {
            "yolo": {"level": "DEBUG", "handlers": ["out", "loud"], "propagate": False},
            "yolo.data": {"handlers": ["braced"]},
        },
        "root": {"level": "ERROR", "handlers": ["braced"]},
    }
)
log = logging.getLogger("yolo")
log.debug("hidden")
log.debug("train step")
log.info("epoch %d loss %.3f", 1, 0.5)
logging.getLogger("yolo.data").warning("train slow")
logging.error("root error")
logging.warning("root warning")
print(log.handlers[0].level, log.propagate, log.level, logging.getLogger().level)
for bad in ({}, {"version": 2}, {"version": 1, "handlers": {"h": {"class": "logging.Nothing"}}}, {"version": 1, "loggers": {"a": {"handlers": ["x"]}}}):
    try:
        logging.config.dictConfig(bad)
    except ValueError as e:
        print(e, "|", type(e.__cause__).__name__)
before = logging.getLogger("before")
logging.config.dictConfig({"version": 1, "handlers": {"h": {"class": "logging.StreamHandler", "stream": sys.stdout}}, "root": {"handlers": ["h"], "level": 20}})
before.error("not heard")
logging.getLogger("after").error("heard")
print(before.disabled, logging.getLogger("yolo").disabled, len(logging.getLogger().handlers))
try:
    logging.config.fileConfig
    print("there")
except AttributeError as e:
    print(e)
