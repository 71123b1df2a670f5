#!/usr/bin/python3
"""The main job on real parts: Prometheus, Alertmanager, an SMTP server and matoid, each a process of its own.

A metric crosses its threshold; an incident opens by its plan; mails go out by stages until the link in one of
them is answered; the chart shows what Prometheus has; the incident resolves when the alert does.
"""

import http.server
import json
import os
import re
import subprocess
import tempfile
import threading
import time
import urllib.request

from support import (BIN, Api, Mails, add_escalation, add_person, free_port, logs_on_failure, process, time_of, up,
                     wait_for, write)


class Metric:
    """What Prometheus scrapes: one gauge that the test sets."""

    def __init__(self):
        self.value = 0.3
        metric = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(f"checkout_latency_seconds {metric.value}\n".encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.port = self.server.server_port


class Hook(http.server.ThreadingHTTPServer):
    """Stands between Alertmanager and matoid only to note when Alertmanager posted; passes all on unchanged."""

    def __init__(self, target, token):
        self.posts = []
        hook = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hook.posts.append((time.time(), json.loads(body)))
                request = urllib.request.Request(target, body, {"Content-Type": "application/json",
                                                                "Authorization": f"Bearer {token}"})
                with urllib.request.urlopen(request) as answer:
                    self.send_response(answer.status)
                    self.end_headers()

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()


def prepare(api):
    def person(alias, name, waits):
        return add_person(api, alias, name, [("email", f"{alias}@hinode.example")] * len(waits), waits)

    kenji = person("kenji", "Kenji Mori", [2, 60])
    aiko = person("aiko", "Aiko Tanaka", [60, 60])
    plan = add_escalation(api, "payments", "Payments on-call", [(kenji, 3), (aiko, 120)])
    metric = api.create("metric-definitions", {"title": "Checkout latency", "unit": "s", "source": "prometheus",
                                               "query": "checkout_latency_seconds", "stepSeconds": 1,
                                               "threshold": {"value": 1.2, "side": "above"}})
    api.create("response-plans", {
        "name": "checkout-critical", "title": "Checkout slow: {labels.alertname}", "impact": 1,
        "summary": "**Impact.** {annotations.summary} on {labels.service}.", "engagements": [plan], "metrics": [metric],
        "checklist": ["Take command"], "updateIntervalMinutes": 20, "resolveOnRecovery": True,
        "matchLabels": {"service": "checkout"}})
    return metric


def plain(message):
    return message.get_body(("plain",)).get_content()


def check_link(api, mails, page_url):
    """Opening changes nothing; the button does."""
    with urllib.request.urlopen(page_url) as answer:
        shown = answer.read().decode()
    assert "Acknowledge" in shown, shown
    assert api.all("engagements")[0]["value"]["state"] == "running", "opening the link acknowledged"
    with urllib.request.urlopen(page_url, b"action=acknowledge") as answer:
        assert "You have it" in answer.read().decode()
    engagement = api.all("engagements")[0]["value"]
    assert engagement["state"] == "acknowledged" and engagement["endedBy"] == "Aiko Tanaka", engagement
    assert engagement["endedVia"] == "email-link", engagement
    pending = [page for page in api.all("pages") if page["value"]["state"] in ("pending", "sending")]
    assert not pending, f"still to be paged after the acknowledgement: {pending}"


def check_chart(api, metric, prometheus, start):
    end = int(time.time()) - 1
    window = {"start": end - 8, "end": end, "step": 1}
    query = "&".join(f"{key}={value}" for key, value in window.items())
    with urllib.request.urlopen(f"{prometheus}/api/v1/query_range?query=checkout_latency_seconds&{query}") as answer:
        theirs = [(int(at), float(value)) for at, value in json.load(answer)["data"]["result"][0]["values"]]
    iso = [time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at)) for at in (end - 8, end)]
    data = api.call("GET", f"/api/v1/metric-definitions/{metric}/data?from={iso[0]}&to={iso[1]}&step=1")
    ours = [(int(time_of(sample["at"])), sample["value"]) for sample in data["samples"] if sample["value"] is not None]
    assert ours == theirs and ours, f"charted {ours}, Prometheus has {theirs}"


def run(folder):
    with Mails() as mails:
        play(folder, mails)


def play(folder, mails):
    metric_source = Metric()
    ports = {name: free_port() for name in ("prometheus", "alertmanager", "gossip")}
    prometheus = f"http://127.0.0.1:{ports['prometheus']}"
    config = write(folder, "matoid.yaml", f"""
{mails.settings(folder)}
prometheus:
  url: {prometheus}
""")
    data = os.path.join(folder, "data")
    log = os.path.join(folder, "matoid.log")
    with process([f"{BIN}/matoid", "serve", "--data", data, "--listen", "127.0.0.1:0", "--config", config], log):
        url = wait_for("matoid's address", lambda: re.search(r"listening on (\S+)", open(log).read())).group(1)
        make = [f"{BIN}/matoid", "token", "create", "--data", data, "--name"]
        token = subprocess.check_output([*make, "Misaki Sato", "--role", "admin"], text=True, stderr=subprocess.DEVNULL)
        ingest = subprocess.check_output([*make, "alertmanager", "--ingest"], text=True, stderr=subprocess.DEVNULL)
        api = Api(url, token.strip())
        metric = prepare(api)
        hook = Hook(f"{url}/ingest/alertmanager", ingest.strip())
        alertmanager_config = write(folder, "alertmanager.yml", f"""
route: {{receiver: matoi, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}}
receivers: [{{name: matoi, webhook_configs: [{{url: "http://127.0.0.1:{hook.server_port}/"}}]}}]
""")
        rules = write(folder, "rules.yml", """
groups:
  - name: checkout
    interval: 1s
    rules:
      - alert: CheckoutLatency
        expr: checkout_latency_seconds > 1.2
        labels: {service: checkout}
        annotations: {summary: Checkout takes over 1.2 s}
""")
        prometheus_config = write(folder, "prometheus.yml", f"""
global: {{scrape_interval: 1s, evaluation_interval: 1s}}
rule_files: [{rules}]
alerting: {{alertmanagers: [{{static_configs: [{{targets: ["127.0.0.1:{ports['alertmanager']}"]}}]}}]}}
scrape_configs: [{{job_name: checkout, static_configs: [{{targets: ["127.0.0.1:{metric_source.port}"]}}]}}]
""")
        with process(["prometheus-alertmanager", f"--config.file={alertmanager_config}",
                      f"--storage.path={folder}/am", f"--web.listen-address=127.0.0.1:{ports['alertmanager']}",
                      "--cluster.listen-address="], f"{folder}/alertmanager.log"), \
             process(["prometheus", f"--config.file={prometheus_config}", f"--storage.tsdb.path={folder}/tsdb",
                      f"--web.listen-address=127.0.0.1:{ports['prometheus']}"], f"{folder}/prometheus.log"):
            wait_for("Prometheus", up(prometheus + "/-/ready"))
            wait_for("Alertmanager", up(f"http://127.0.0.1:{ports['alertmanager']}/-/ready"))
            story(api, mails, metric_source, hook, metric, prometheus)


def story(api, mails, metric_source, hook, metric, prometheus):
    metric_source.value = 2.4
    posted = wait_for("Alertmanager's post", lambda: hook.posts)[0][0]
    incident = wait_for("an incident", lambda: api.all("incidents"), 2)[0]
    assert time.time() - posted < 2, "the incident opened later than 2 s after the post"
    assert incident["value"]["title"] == "Checkout slow: CheckoutLatency", incident["value"]["title"]
    assert incident["value"]["impact"] == 1 and incident["value"]["number"] == 1
    summary = api.all("summaries")[0]["value"]["text"]
    assert summary == "**Impact.** Checkout takes over 1.2 s on checkout.", summary

    first = wait_for("the first mail", lambda: mails.to("kenji@hinode.example"))[0]
    assert first["Subject"].startswith("[1 Critical] Page for you: Checkout slow"), first["Subject"]
    assert first["Auto-Submitted"] == "auto-generated"
    assert "Checkout takes over 1.2 s" in plain(first)
    second_stage = wait_for("stage 2, since nobody answers", lambda: mails.to("aiko@hinode.example"), 30)[0]
    link = re.search(r"http://\S+/a/\S+", plain(second_stage)).group(0)
    check_link(api, mails, link)
    after = len(mails.mails)
    check_chart(api, metric, prometheus, posted)

    metric_source.value = 0.3
    resolved = wait_for("the incident resolved with the alert",
                        lambda: [i for i in api.all("incidents") if i["value"]["status"] == "resolved"])
    assert resolved[0]["value"]["resolvedAt"] and not resolved[0]["value"]["firing"]
    assert len(mails.mails) == after, "somebody was paged after the acknowledgement"
    types = [event["value"]["type"] for event in api.all("timeline-events")]
    for expected in ("incident.opened", "engagement.started", "page.sent", "engagement.stage",
                     "engagement.acknowledged", "incident.recovered"):
        assert expected in types, f"{expected} is not on the timeline: {types}"


def main():
    with tempfile.TemporaryDirectory(prefix="matoi-e2e-") as folder, \
         logs_on_failure(folder, "matoid.log", "alertmanager.log", "prometheus.log"):
        run(folder)
    print("the main job works end to end")


if __name__ == "__main__":
    main()
