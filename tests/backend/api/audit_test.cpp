#include "models/sqlite/connection.h"
#include "tests/backend/api/apifixture.h"

#include <algorithm>

namespace matoi::test {
namespace {

class Audit : public ApiTest
{
protected:
    static json::object log(const std::string& incident, const std::string& query = "")
    {
        const auto answer = ask("GET", "/api/v1/incidents/" + incident + "/audit" + query);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return object(answer);
    }
    static std::vector<std::string> subjects(const json::object& page)
    {
        std::vector<std::string> out;
        for (const auto& line : page.at("lines").as_array())
            out.push_back(text(line.as_object(), "action") + " " +
                          std::string(line.at("subject").as_string()).substr(0, 8));
        return out;
    }
};

TEST_F(Audit, TellsWhoDidWhatToAnIncidentAndToWhatBelongsToItNewestFirst)
{
    const std::string id = text(incident("Slow"), "id");
    incident("Another, whose entries are not in this log");
    ask("PATCH", "/api/v1/incidents/" + id, R"({"tags":["eu"]})", {{"If-Match", "\"1\""}});
    create("tasks", {{"incidentId", id}, {"title", "Look at the logs"}});
    const auto page = log(id);
    EXPECT_EQ(subjects(page),
              (std::vector<std::string>{"create task/" +
                                            text(page.at("lines").at(0).as_object(), "subject").substr(5, 3),
                                        "change incident", "create incident"}));
    const auto& change = page.at("lines").at(1).as_object();
    EXPECT_EQ(text(change, "by"), "Admin");
    EXPECT_EQ(text(change, "detail"), R"({"tags":["eu"]})");
    EXPECT_TRUE(page.at("sound").as_bool());
    EXPECT_EQ(page.at("verified"), page.at("entries"));
    EXPECT_TRUE(page.at("next").is_null());
}

TEST_F(Audit, TellsWhoEngagedAndWhoOfferedARole)
{
    const std::string id = text(incident(), "id");
    const auto kenji =
        create("contacts", {{"contactKind", "personal"}, {"alias", "kenji-audit"}, {"name", "K"}});
    create("contact-channels", {{"contactId", kenji.at("id")}, {"channelKind", "test"}});
    const std::string engage = json::serialize(json::object{{"contactId", kenji.at("id")}});
    ASSERT_EQ(ask("POST", "/api/v1/incidents/" + id + "/engagements", engage).status, 201);
    create("role-assignments", {{"incidentId", id}, {"role", "commander"}, {"person", "Admin"}});
    ASSERT_EQ(ask("POST", "/api/v1/incidents/" + id + "/handovers",
                  R"({"to":"Daniel Reyes","briefing":{"conditions":"Checkout works"}})")
                  .status,
              201);
    const auto lines = subjects(log(id));
    for (const char* entry : {"engage engageme", "handover-offered handover"})
        EXPECT_NE(std::find(lines.begin(), lines.end(), entry), lines.end()) << entry;
}

TEST_F(Audit, IsReadInPages)
{
    const std::string id = text(incident(), "id");
    for (int rev = 1; rev <= 4; ++rev)
        ask("PATCH", "/api/v1/incidents/" + id, R"({"title":"Title )" + std::to_string(rev) + "\"}",
            {{"If-Match", "\"" + std::to_string(rev) + "\""}});
    std::vector<std::int64_t> seen;
    json::object page = log(id, "?limit=2");
    for (;;) {
        for (const auto& line : page.at("lines").as_array())
            seen.push_back(line.at("n").as_int64());
        if (page.at("next").is_null())
            break;
        page = log(id, "?limit=2&before=" + std::to_string(page.at("next").as_int64()));
    }
    EXPECT_EQ(seen.size(), 5U);
    EXPECT_TRUE(std::is_sorted(seen.rbegin(), seen.rend()));
}

TEST_F(Audit, NamesWhatIsWrongInTheQuestion)
{
    const std::string id = text(incident(), "id");
    EXPECT_EQ(ask("GET", "/api/v1/incidents/" + id + "/audit?limit=501").status, 422);
    EXPECT_EQ(ask("GET", "/api/v1/incidents/" + id + "/audit?before=x").status, 422);
    EXPECT_EQ(ask("GET", "/api/v1/incidents/" + domain::Uuid::generate().toString() + "/audit").status, 404);
    EXPECT_EQ(ask("GET", "/api/v1/incidents/" + id + "/audit", "", {}, "").status, 401);
    EXPECT_EQ(ask("DELETE", "/api/v1/incidents/" + id + "/audit").status, 405);
}

TEST_F(Audit, SaysWhichEntryWasChangedBehindTheServicesBack)
{
    RunningService own;
    const auto asked = [&](const std::string& method, const std::string& target, const std::string& body) {
        return *RawClient::ask(own.port(), requestText(method, target, own.admin, body, {}));
    };
    const auto made = object(asked("POST", "/api/v1/incidents", R"({"value":{"title":"Slow","impact":2}})"));
    const std::string path = "/api/v1/incidents/" + text(made, "id") + "/audit";
    EXPECT_TRUE(object(asked("GET", path, "")).at("sound").as_bool());
    own.stop();
    sqlite::Connection(own.folder() + "/matoid.sqlite")
        .script("DROP TRIGGER audit_is_not_changed; UPDATE audit SET by_whom = 'nobody' WHERE n = 2");
    own.start();
    const auto page = object(asked("GET", path, ""));
    EXPECT_FALSE(page.at("sound").as_bool());
    EXPECT_EQ(text(page, "problem"), "entry 2 was changed after it was written");
    EXPECT_EQ(page.at("verified"), 1);
    EXPECT_FALSE(page.at("lines").as_array().empty()) << "what it says is shown all the same";
}

} // namespace
} // namespace matoi::test
