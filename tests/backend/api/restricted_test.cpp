#include "models/domain/records.h"
#include "tests/backend/api/restrictedfixture.h"

namespace matoi::test {
namespace {

using Ids = std::map<std::string, std::set<std::string>>; ///< collection → ids

std::string replaced(std::string text, const std::string& what, const std::string& with)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

/// What a refusal says, without which request and which id it was about.
std::string wordsOf(const RawResponse& answer, const std::string& id)
{
    const auto problem = wire::parseObject(answer.body);
    const json::value* detail = problem ? problem->if_contains("detail") : nullptr;
    return std::to_string(answer.status) + ' ' +
           replaced(detail != nullptr ? std::string(detail->as_string()) : answer.body, id, "ID");
}

class EveryWayOut : public Restricted
{
protected:
    void SetUp() override
    {
        Restricted::SetUp();
        fill();
        for (const domain::Kind kind : domain::allKinds) {
            const std::string collection(domain::collection(kind));
            for (const std::string& id : hiddenIds(kind, collection))
                ids[collection].insert(id);
        }
    }

    std::set<std::string> hiddenIds(domain::Kind kind, const std::string& collection) const
    {
        std::set<std::string> found;
        const auto page = object(ask("GET", "/api/v1/" + collection + "?deleted=true"));
        for (const auto& value : page.at("records").as_array()) {
            const auto record = wire::envelopeFromJson(value).value();
            for (const auto& incident : wire::incidentsIn(record))
                if (incident.toString() == secret)
                    found.insert(record.id.toString());
        }
        const bool belongs = domain::withRecordType(kind, []<class T>() {
            return requires(T value)
            {
                value.incidentId;
            };
        });
        EXPECT_TRUE(!belongs || !found.empty()) << "fill() has to make one of the " << collection;
        return found;
    }

    static json::object paths() { return object(ask("GET", "/api/v1/openapi.json")).at("paths").as_object(); }
    /// Of "/api/v1/tasks/{id}/history": "tasks".
    static std::string collectionOf(const std::string& pattern)
    {
        const std::string rest = pattern.substr(std::string("/api/v1/").size());
        return rest.substr(0, rest.find('/'));
    }
    /// A pattern with each of the hidden things that can stand in its braces.
    std::vector<std::string> targetsOf(const std::string& pattern) const
    {
        const std::size_t brace = pattern.find('{');
        if (brace == std::string::npos)
            return {pattern};
        std::vector<std::string> targets;
        const std::string name = pattern.substr(brace, pattern.find('}') - brace + 1);
        if (name == "{sha256}")
            return {replaced(pattern, name, domain::contentHash(fileBytes))};
        EXPECT_EQ(name, "{id}") << pattern << ": say here what can stand there";
        const auto known = ids.find(collectionOf(pattern));
        if (known != ids.end())
            for (const std::string& id : known->second)
                targets.push_back(replaced(pattern, name, id));
        if (collectionOf(pattern) == "incidents")
            targets.push_back(replaced(pattern, name, open)); // what it tells of the other one
        return targets;
    }

    /// Everything that every GET of the document answers to this token.
    std::string everything(const std::string& by) const
    {
        std::string all;
        for (const auto& path : paths()) {
            const auto& operations = path.value().as_object();
            const std::string pattern(path.key());
            const auto* get = operations.if_contains("get");
            // What needs no token is not a person's: health, metrics, the link in a page, this document.
            if (get == nullptr || get->as_object().contains("security"))
                continue;
            if (pattern == "/api/v1/changes/stream") {
                all += streamOf(by);
                continue;
            }
            for (const std::string& target : targetsOf(pattern))
                for (const std::string& query : queries()) {
                    const auto answer = ask("GET", target + query, "", {}, by);
                    EXPECT_LT(answer.status, 500) << target;
                    for (const auto& [name, value] : answer.headers)
                        all += name + ": " + value + '\n';
                    all += answer.body + '\n';
                }
        }
        return all;
    }
    std::vector<std::string> queries() const
    {
        return {
            "",         "?deleted=true",    "?parent=" + secret, "?incident=" + secret, "?incident=" + open,
            "?limit=1", "?limit=3&after=1", "?since=1&limit=4"};
    }
    std::string streamOf(const std::string& by) const
    {
        RawClient client(running->port());
        client.send(requestText("GET", "/api/v1/changes/stream?since=0", by, "", {}));
        EXPECT_TRUE(client.readHead());
        // The last change of all is one that everybody sees.
        const std::string end =
            text(made("contacts", {{"alias", "end" + std::to_string(++m_ends)}, {"name", "The end"}}), "id");
        std::string all;
        while (all.find(end) == std::string::npos) {
            const auto event = client.readUntil("\n\n");
            if (!event)
                throw std::runtime_error("the stream has ended early");
            all += *event;
        }
        return all;
    }

    /// What the feed says of the incident is its id, and that it is gone.
    std::string withoutGone(std::string text) const
    {
        const std::string gone = R"({"kind":"incident","id":")" + secret + R"(","gone":true,)";
        EXPECT_NE(text.find(gone), std::string::npos) << "whoever had it has to hear that it is gone";
        return replaced(std::move(text), gone, "");
    }
    /// The service answers with the id that was asked for: that is no news to whoever asked.
    std::string withoutEcho(std::string text) const
    {
        for (const auto& [collection, known] : ids)
            for (const std::string& id : known)
                for (const char* before : {"there is no ", "Location: "})
                    for (const std::string& kind : kindNames())
                        text = replaced(std::move(text), before + kind + id, "");
        return replaced(std::move(text), "there is no content " + domain::contentHash(fileBytes), "");
    }
    static std::vector<std::string> kindNames()
    {
        std::vector<std::string> names;
        for (const domain::Kind kind : domain::allKinds)
            for (const char* blank : {" ", "/"})
                names.push_back(std::string(domain::name(kind)) + blank);
        return names;
    }

    void expectNothingIn(const std::string& all, const std::string& whose) const
    {
        const std::size_t word = all.find("zq");
        EXPECT_EQ(word, std::string::npos) << whose << " reads: " << all.substr(word, 200);
        for (const auto& [collection, known] : ids)
            for (const std::string& id : known) {
                const std::size_t at = all.find(id);
                EXPECT_EQ(at, std::string::npos) << whose << " reads the id of one of the " << collection
                                                 << ": " << all.substr(at < 200 ? 0 : at - 200, 400);
            }
        EXPECT_EQ(all.find(domain::contentHash(fileBytes)), std::string::npos);
    }

    Ids ids;
    mutable int m_ends = 0;
};

TEST_P(EveryWayOut, IsClosedToWhoeverMayNotSeeIt)
{
    expectNothingIn(withoutEcho(withoutGone(everything(daniel))), "Daniel");
    expectNothingIn(withoutEcho(withoutGone(everything(sato))), "Sato");
}

TEST_P(EveryWayOut, IsOpenToWhoeverMay)
{
    for (const std::string& by : {mei, running->admin}) {
        const std::string all = everything(by);
        EXPECT_EQ(all.find("\"gone\":true"), std::string::npos);
        for (const char* word : {"zqtitle", "zqsummary", "zqevent", "zqrole", "zqtask", "zqupdate",
                                 "zqdecision", "zqreport", "zqasked", "zqlink", "zqpointer", "zqanalysis",
                                 "zqanswer", "zqaction", "zqsnapshot", "zqengaged", "zqbriefing", "zqbytes"})
            EXPECT_NE(all.find(word), std::string::npos) << word;
        for (const auto& [collection, known] : ids)
            for (const std::string& id : known)
                EXPECT_NE(all.find(id), std::string::npos) << collection;
    }
}

TEST_P(EveryWayOut, AnswersInTheWordsOfWhatIsNotThere)
{
    const std::string nobodys = "00000000-0000-4000-8000-000000000001";
    for (const auto& path : paths()) {
        const std::string pattern(path.key());
        const bool get = path.value().as_object().contains("get");
        if (!get || pattern.find("{id}") == std::string::npos || !ids.contains(collectionOf(pattern)))
            continue;
        for (const std::string& id : ids.at(collectionOf(pattern))) {
            const auto hidden = ask("GET", replaced(pattern, "{id}", id), "", {}, daniel);
            const auto absent = ask("GET", replaced(pattern, "{id}", nobodys), "", {}, daniel);
            EXPECT_EQ(wordsOf(hidden, id), wordsOf(absent, nobodys)) << pattern;
        }
    }
}

/// What a request to this path carries, so that nothing but the sight is in its way.
json::value bodyFor(const json::object& operation, const std::string& contact)
{
    const json::value* body = operation.if_contains("requestBody");
    if (body == nullptr)
        return nullptr;
    const auto& content = body->at("content").as_object().begin()->value();
    std::string schema(content.at("schema").at("$ref").as_string());
    schema = schema.substr(schema.rfind('/') + 1);
    const std::map<std::string, json::value> bodies{
        {"MergePatch", json::object()},
        {"NewEngagement", {{"contactId", contact}}},
        {"Acknowledgement", json::object()},
        {"HandoverOffer", {{"to", "Sato"}, {"briefing", {{"conditions", "It burns"}}}}},
        {"HandoverAnswer", {{"answer", "I do"}}},
        {"HandoverRefusal", {{"reason", "I cannot"}}},
        {"Receipt", {{"state", "read"}}},
        {"Replay", json::object()}};
    const auto known = bodies.find(schema);
    if (known == bodies.end())
        throw std::runtime_error("say here what a request of the schema " + schema + " carries");
    return known->second;
}

TEST_P(EveryWayOut, IsClosedToChangesToo)
{
    const std::string before = everything(running->admin);
    for (const auto& path : paths()) {
        const std::string pattern(path.key());
        if (pattern.find("{id}") == std::string::npos || !ids.contains(collectionOf(pattern)))
            continue;
        for (const auto& operation : path.value().as_object()) {
            std::string method(operation.key());
            if (method == "get")
                continue;
            for (char& c : method)
                c = static_cast<char>(c - 'a' + 'A');
            const json::value body = bodyFor(operation.value().as_object(), priyaContact);
            for (const std::string& id : ids.at(collectionOf(pattern))) {
                const auto answer =
                    ask(method, replaced(pattern, "{id}", id), body.is_null() ? "" : json::serialize(body),
                        {{"If-Match", "\"1\""}}, running->token("Boss", auth::Role::Commander));
                EXPECT_TRUE(answer.status == 404 || answer.status == 403) << method << pattern << answer.body;
                EXPECT_EQ(answer.body.find("zq"), std::string::npos) << answer.body;
            }
        }
    }
    EXPECT_FALSE(everything(daniel).find("Boss") != std::string::npos);
}

TEST_P(EveryWayOut, TakesNothingNewFromWhoeverMayNotSeeIt)
{
    for (const domain::Kind kind : domain::allKinds) {
        const std::string collection(domain::collection(kind));
        if (!ids.contains(collection) || kind == domain::Kind::Incident ||
            !paths().at("/api/v1/" + collection).as_object().contains("post"))
            continue;
        for (const std::string& id : ids.at(collection)) {
            const auto record = object(ask("GET", "/api/v1/" + collection + '/' + id));
            // The same once more, with and without the id, as if it were one's own; and into one's own.
            json::object value = record.at("value").as_object();
            for (const char* service : {"type", "values", "editedAt", "editedBy"})
                value.erase(service);
            const auto into = post(collection, {{"value", value}}, daniel);
            EXPECT_GE(into.status, 400) << collection << into.body;
            value["incidentId"] = open;
            const auto over = post(collection, {{"id", id}, {"value", value}}, daniel);
            EXPECT_GE(over.status, 400) << collection << over.body;
            EXPECT_EQ(over.body.find("current"), std::string::npos) << over.body;
            EXPECT_EQ(object(ask("GET", "/api/v1/" + collection + '/' + id)).at("rev"), record.at("rev"));
        }
    }
    const auto taken =
        post("incidents", {{"id", secret}, {"value", {{"title", "Mine now"}, {"impact", 2}}}}, daniel);
    EXPECT_EQ(taken.status, 409) << taken.body;
    EXPECT_EQ(taken.body.find("zq"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Stores, EveryWayOut, ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         storeName);

} // namespace
} // namespace matoi::test
