#include "backend/ingest/alertmanager.h"
#include "models/wire/json.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace matoi::ingest {
namespace {

namespace json = boost::json;

json::object sample(const std::string& name)
{
    std::ifstream file(std::string(MATOI_TEST_DATA) + "/alertmanager/" + name);
    std::ostringstream text;
    text << file.rdbuf();
    return wire::parseObject(text.str()).value();
}

TEST(Alertmanager, ReadsWhatAlertmanagerSends)
{
    const auto group = alertGroupFrom(sample("firing.json"));
    ASSERT_TRUE(group) << group.error().field << ": " << group.error().detail;
    EXPECT_TRUE(group->firing);
    EXPECT_EQ(group->groupKey, "{}/{}:{}");
    EXPECT_EQ(group->receiver, "ops-zulip");
    ASSERT_EQ(group->alerts.size(), 2U);
    EXPECT_EQ(group->alerts[0].fingerprint, "a1bc48475b20e73d");
    EXPECT_EQ(domain::formatTime(group->alerts[0].startsAt), "2020-02-06T00:17:58.432Z");
}

TEST(Alertmanager, TemplatesSeeCommonValuesAndListWhatDiffers)
{
    const auto group = alertGroupFrom(sample("mixed.json"));
    ASSERT_TRUE(group);
    const auto values = templateValues(*group);
    EXPECT_EQ(values.at("alertname"), "CheckoutErrors");
    EXPECT_EQ(values.at("labels.service"), "checkout");
    EXPECT_EQ(values.at("labels.instance"), "web-1:8080, web-2:8080"); // web-3 has recovered
    EXPECT_EQ(values.at("annotations.summary"), "5xx at 12 %");
    EXPECT_EQ(values.at("count"), "2");
    EXPECT_EQ(values.at("status"), "firing");
    EXPECT_EQ(values.at("startsAt"), "2026-11-18T05:01:44.021Z");
    EXPECT_EQ(values.at("externalURL"), "http://alertmanager:9093");
    EXPECT_EQ(values.at("generatorURL"), "http://prometheus:9090/graph?g0.expr=x");
}

TEST(Alertmanager, ManyDifferentValuesAreCutShort)
{
    json::object message = sample("mixed.json");
    json::array alerts;
    for (int i = 0; i < 8; ++i) {
        json::object alert = message["alerts"].as_array()[0].as_object();
        alert["labels"].as_object()["instance"] = "web-" + std::to_string(i);
        alerts.push_back(alert);
    }
    message["alerts"] = alerts;
    EXPECT_EQ(templateValues(*alertGroupFrom(message)).at("labels.instance"),
              "web-0, web-1, web-2, web-3, web-4 and 3 more");
}

TEST(Alertmanager, EveryErrorNamesItsFieldAndTheFormThatWasExpected)
{
    const auto fieldAfter = [](const std::function<void(json::object&)>& spoil) {
        json::object message = sample("mixed.json");
        spoil(message);
        const auto group = alertGroupFrom(message);
        return group ? std::string("accepted") : group.error().field;
    };
    const auto alert = [](json::object& message) -> json::object& {
        return message["alerts"].as_array()[1].as_object();
    };
    EXPECT_EQ(fieldAfter([](auto& m) { m["version"] = "3"; }), "version");
    EXPECT_EQ(fieldAfter([](auto& m) { m["version"] = 4; }), "version");
    EXPECT_EQ(fieldAfter([](auto& m) { m.erase("groupKey"); }), "groupKey");
    EXPECT_EQ(fieldAfter([](auto& m) { m["status"] = "on fire"; }), "status");
    EXPECT_EQ(fieldAfter([](auto& m) { m["alerts"] = json::array(); }), "alerts");
    EXPECT_EQ(fieldAfter([](auto& m) { m["commonLabels"] = "x"; }), "commonLabels");
    EXPECT_EQ(fieldAfter([](auto& m) { m["commonLabels"].as_object()["severity"] = 1; }),
              "commonLabels.severity");
    EXPECT_EQ(fieldAfter([&](auto& m) { alert(m)["startsAt"] = "yesterday"; }), "alerts[1].startsAt");
    EXPECT_EQ(fieldAfter([&](auto& m) { alert(m)["status"] = nullptr; }), "alerts[1].status");
    EXPECT_EQ(fieldAfter([&](auto& m) { m["groupKey"] = json::string("a\0b", 3); }), "groupKey");
    EXPECT_EQ(fieldAfter([](auto& m) { m["newMember"] = true; }), "accepted");
}

TEST(Alertmanager, AlertsWithoutFingerprintsAreToldApartByTheirLabels)
{
    json::object message = sample("mixed.json");
    for (auto& alert : message["alerts"].as_array())
        alert.as_object().erase("fingerprint");
    const auto group = alertGroupFrom(message);
    ASSERT_TRUE(group);
    EXPECT_NE(group->alerts[0].fingerprint, group->alerts[1].fingerprint);
    EXPECT_EQ(group->alerts[0].fingerprint, alertGroupFrom(message)->alerts[0].fingerprint);
}

} // namespace
} // namespace matoi::ingest
