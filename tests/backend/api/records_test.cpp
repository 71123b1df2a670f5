#include "tests/backend/api/apifixture.h"

#include <set>

namespace matoi::test {
namespace {

class Records : public ApiTest
{};

TEST_F(Records, ACreatedRecordIsReadAtItsLocationWithItsETag)
{
    const auto made =
        ask("POST", "/api/v1/incidents", R"({"value":{"title":"Checkout is slow","impact":2}})");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.header("etag"), "\"1\"");
    const auto read = ask("GET", made.header("location"));
    EXPECT_EQ(read.status, 200);
    EXPECT_EQ(read.body, made.body);
    EXPECT_EQ(ask("GET", made.header("location"), "", {{"If-None-Match", "\"1\""}}).status, 304);
}

TEST_F(Records, AMergePatchChangesOnlyWhatItNames)
{
    const auto record = incident();
    const std::string path = "/api/v1/incidents/" + text(record, "id");
    const auto changed = ask("PATCH", path, R"({"impact":1,"service":"checkout"})", {{"If-Match", "\"1\""}});
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.header("etag"), "\"2\"");
    const auto value = object(changed).at("value").as_object();
    EXPECT_EQ(value.at("impact"), 1);
    EXPECT_EQ(value.at("title"), "Checkout is slow");
}

TEST_F(Records, AStaleChangeIsRefusedWithTheRecordAsItIsNow)
{
    const auto record = incident();
    const std::string path = "/api/v1/incidents/" + text(record, "id");
    ASSERT_EQ(ask("PATCH", path, R"({"impact":1})", {{"If-Match", "\"1\""}}).status, 200);
    const auto stale = ask("PATCH", path, R"({"impact":3})", {{"If-Match", "\"1\""}});
    EXPECT_EQ(stale.status, 412);
    EXPECT_EQ(stale.header("content-type"), "application/problem+json");
    const auto problem = object(stale);
    EXPECT_EQ(problem.at("type"), "urn:matoi:problem:stale-revision");
    EXPECT_EQ(problem.at("current").as_object().at("rev"), 2);
    EXPECT_EQ(problem.at("current").as_object().at("value").as_object().at("impact"), 1);
}

TEST_F(Records, RemovingNeedsTheRevisionAndHidesTheRecord)
{
    const auto item =
        create("action-items", {{"incidentId", incident().at("id")}, {"title", "Add an alarm"}});
    const std::string path = "/api/v1/action-items/" + text(item, "id");
    EXPECT_EQ(ask("DELETE", path).status, 428);
    const auto gone = ask("DELETE", path, "", {{"If-Match", "\"1\""}});
    EXPECT_EQ(gone.status, 200);
    EXPECT_EQ(object(gone).at("deleted"), true);
    EXPECT_EQ(ask("GET", path).status, 404);
    EXPECT_EQ(ask("GET", path + "?deleted=true").status, 200);
}

TEST_F(Records, ListsAreOfOneIncidentAndPaged)
{
    const auto record = incident();
    const std::string id = text(record, "id");
    for (int i = 0; i < 5; ++i)
        create("tasks", {{"incidentId", id}, {"title", "Task " + std::to_string(i)}});
    create("tasks", {{"incidentId", incident().at("id")}, {"title", "Of another incident"}});
    std::vector<std::string> titles;
    std::string after = "0";
    for (int page = 0; page < 10; ++page) {
        const auto answer = object(ask("GET", "/api/v1/tasks?incident=" + id + "&limit=2&after=" + after));
        for (const auto& task : answer.at("records").as_array())
            titles.emplace_back(task.at("value").at("title").as_string());
        if (answer.at("next").is_null())
            break;
        after = std::to_string(answer.at("next").as_int64());
    }
    EXPECT_EQ(titles, (std::vector<std::string>{"Task 0", "Task 1", "Task 2", "Task 3", "Task 4"}));
}

TEST_F(Records, TheHistoryHoldsEarlierRevisionsNewestFirst)
{
    const auto record = incident("First");
    const std::string path = "/api/v1/incidents/" + text(record, "id");
    ask("PATCH", path, R"({"title":"Second"})", {{"If-Match", "\"1\""}});
    ask("PATCH", path, R"({"title":"Third"})", {{"If-Match", "\"2\""}});
    const auto revisions = object(ask("GET", path + "/history")).at("revisions").as_array();
    ASSERT_EQ(revisions.size(), 2U);
    EXPECT_EQ(revisions[0].at("value").at("title"), "Second");
    EXPECT_EQ(revisions[1].at("value").at("title"), "First");
    EXPECT_EQ(revisions[1].at("by"), "Admin");
}

TEST_F(Records, TheSameKeyDoesItOnceAndAnotherBodyIsRefused)
{
    const Fields key{{"Idempotency-Key", "entry-17"}};
    const std::string body = R"({"value":{"title":"Sent twice","impact":3}})";
    const auto first = ask("POST", "/api/v1/incidents", body, key);
    const auto again = ask("POST", "/api/v1/incidents", body, key);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.header("location"), first.header("location"));
    const auto misused = ask("POST", "/api/v1/incidents", R"({"value":{"title":"Other","impact":3}})", key);
    EXPECT_EQ(misused.status, 422);
    EXPECT_EQ(object(misused).at("field"), "Idempotency-Key");
}

TEST_F(Records, AChangeThatIsSentAgainAfterItsAnswerWasLostGetsTheFirstAnswer)
{
    const auto record = incident();
    const std::string path = "/api/v1/incidents/" + text(record, "id");
    const Fields fields{{"If-Match", "\"1\""}, {"Idempotency-Key", "entry-18"}};
    const auto first = ask("PATCH", path, R"({"impact":1})", fields);
    const auto again = ask("PATCH", path, R"({"impact":1})", fields);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.body, first.body);
}

TEST_F(Records, EngagingAcknowledgingAndReceiptsGoThroughTheirCalls)
{
    const auto contact = create("contacts", {{"alias", "sato"}, {"name", "Sato Misaki"}});
    create("contact-channels", {{"contactId", contact.at("id")}, {"channelKind", "desktop"}});
    const std::string id = text(incident(), "id");
    const auto engaged =
        ask("POST", "/api/v1/incidents/" + id + "/engagements",
            json::serialize(json::object{{"contactId", contact.at("id")}, {"reason", "Needed"}}));
    ASSERT_EQ(engaged.status, 201) << engaged.body;
    const std::string path = "/api/v1/engagements/" + text(object(engaged), "id");
    EXPECT_EQ(engaged.header("location"), path);

    const auto acknowledged = ask("POST", path + "/acknowledge", "", {{"User-Agent", "matoi/0.1"}});
    ASSERT_EQ(acknowledged.status, 200) << acknowledged.body;
    EXPECT_EQ(object(acknowledged).at("value").at("state"), "acknowledged");
    EXPECT_EQ(object(acknowledged).at("value").at("endedVia"), "console");
    EXPECT_EQ(object(ask("GET", "/api/v1/incidents/" + id)).at("value").at("status"), "acknowledged");
    EXPECT_EQ(ask("POST", path + "/escalate").status, 409);
    EXPECT_EQ(ask("POST", path + "/stop").status, 409);

    const auto pages = object(ask("GET", "/api/v1/pages?incident=" + id)).at("records").as_array();
    ASSERT_EQ(pages.size(), 1U);
    const std::string page = "/api/v1/pages/" + std::string(pages[0].at("id").as_string());
    EXPECT_EQ(ask("POST", page + "/receipts", R"({"state":"lost"})").status, 422);
    EXPECT_EQ(ask("POST", page + "/receipts", R"({"state":"read"})").status, 200);
}

TEST_F(Records, ADrillsMetricIsDrawnWithoutAnyMetricStore)
{
    const auto metric =
        create("metric-definitions",
               {{"title", "Latency"}, {"source", "drill"}, {"query", "latency"}, {"drill", true}});
    const std::string path = "/api/v1/metric-definitions/" + text(metric, "id") + "/data";
    const auto data = ask("GET", path + "?step=60");
    ASSERT_EQ(data.status, 200) << data.body;
    EXPECT_GE(object(data).at("samples").as_array().size(), 60U);
    const auto refused = ask("GET", path + "?from=2020-01-01T00:00:00Z&step=1");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(object(refused).at("field"), "step");
}

TEST_F(Records, MeTellsWhoAsksAndWhatTheServiceIs)
{
    const auto me = object(ask("GET", "/api/v1/me"));
    EXPECT_EQ(me.at("name"), "Admin");
    EXPECT_EQ(me.at("role"), "admin");
    EXPECT_TRUE(domain::parseTime(text(me, "serverTime")));
    EXPECT_FALSE(text(me, "epoch").empty());
}

TEST_F(Records, ProbesAndMetricsNeedNoToken)
{
    EXPECT_EQ(ask("GET", "/healthz", "", {}, "").status, 200);
    EXPECT_EQ(ask("GET", "/readyz", "", {}, "").status, 200);
    const auto metrics = ask("GET", "/metrics", "", {}, "");
    EXPECT_EQ(metrics.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    for (const char* name : {"matoid_http_requests_total", "matoid_http_request_duration_seconds_bucket",
                             "matoid_store_commits_total", "matoid_feed_streams", "matoid_build_info"})
        EXPECT_NE(metrics.body.find(name), std::string::npos) << name;
}

TEST_F(Records, APageOfLargeRecordsEndsEarlyAndSaysWhereItGoesOn)
{
    const std::string id = text(incident(), "id");
    const std::string large(90000, 'x');
    for (int i = 0; i < 120; ++i)
        create("timeline-events", {{"incidentId", id},
                                   {"at", "2020-01-01T00:00:00Z"},
                                   {"text", std::to_string(i)},
                                   {"details", large}});
    std::set<std::string> seen;
    std::string after = "0";
    int pages = 0;
    while (after != "null") {
        const auto answer = ask("GET", "/api/v1/timeline-events?incident=" + id + "&after=" + after);
        EXPECT_LT(answer.body.size(), 9UL * 1024 * 1024);
        const auto page = object(answer);
        for (const auto& record : page.at("records").as_array())
            EXPECT_TRUE(seen.insert(std::string(record.at("id").as_string())).second);
        after = json::serialize(page.at("next"));
        ASSERT_LT(++pages, 10);
    }
    EXPECT_GT(pages, 1);
    EXPECT_GE(seen.size(), 120U);
}

} // namespace
} // namespace matoi::test
