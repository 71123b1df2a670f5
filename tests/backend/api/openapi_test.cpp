#include "tests/backend/api/apifixture.h"

#include <set>

namespace matoi::test {
namespace {

class OpenApi : public ApiTest
{
protected:
    static json::object document() { return object(ask("GET", "/api/v1/openapi.json", "", {}, "")); }
};

void collectReferences(const json::value& value, std::set<std::string>& out)
{
    if (const json::array* array = value.if_array())
        for (const auto& item : *array)
            collectReferences(item, out);
    if (const json::object* object = value.if_object())
        for (const auto& member : *object) {
            if (member.key() == "$ref")
                out.insert(std::string(member.value().as_string()));
            collectReferences(member.value(), out);
        }
}

std::string filled(std::string pattern)
{
    for (std::size_t at = pattern.find('{'); at != std::string::npos; at = pattern.find('{'))
        pattern.replace(at, pattern.find('}') - at + 1, "00000000-0000-4000-8000-000000000001");
    return pattern;
}

TEST_F(OpenApi, EveryDocumentedOperationIsRouted)
{
    const auto paths = document().at("paths").as_object();
    EXPECT_GT(paths.size(), 50U);
    for (const auto& path : paths) {
        for (const auto& operation : path.value().as_object()) {
            std::string method(operation.key());
            for (char& c : method)
                c = static_cast<char>(c - 'a' + 'A');
            const std::string target = filled(std::string(path.key()));
            if (target == "/api/v1/changes/stream")
                continue; // an answer without an end: changes_test follows it
            const auto answer = ask(method, target, "", {}, "");
            EXPECT_NE(answer.status, 405) << method << ' ' << target;
            const bool routeMissing = answer.status == 404 && target.rfind("/a/", 0) != 0;
            EXPECT_FALSE(routeMissing) << method << ' ' << target;
        }
    }
}

TEST_F(OpenApi, EveryRouteIsDocumented)
{
    // What a path allows beside the documented methods would be a route that the document does not know.
    const auto paths = document().at("paths").as_object();
    for (const auto& path : paths) {
        const auto answer = ask("BREW", filled(std::string(path.key())), "", {}, "");
        ASSERT_EQ(answer.status, 405) << path.key();
        std::set<std::string> allowed;
        std::string list = answer.header("allow") + ",";
        for (std::size_t comma = list.find(','); comma != std::string::npos; comma = list.find(',')) {
            std::string method = list.substr(0, comma);
            list.erase(0, comma + 1);
            method.erase(0, method.find_first_not_of(' '));
            if (!method.empty() && method != "HEAD")
                allowed.insert(method);
        }
        std::set<std::string> documented;
        for (const auto& operation : path.value().as_object()) {
            std::string method(operation.key());
            for (char& c : method)
                c = static_cast<char>(c - 'a' + 'A');
            documented.insert(method);
        }
        EXPECT_EQ(allowed, documented) << path.key();
    }
}

TEST_F(OpenApi, EveryReferenceLeadsSomewhere)
{
    const auto whole = document();
    std::set<std::string> references;
    collectReferences(whole, references);
    const auto& schemas = whole.at("components").at("schemas").as_object();
    for (const std::string& reference : references) {
        const std::string prefix = "#/components/schemas/";
        ASSERT_EQ(reference.rfind(prefix, 0), 0U) << reference;
        EXPECT_TRUE(schemas.contains(reference.substr(prefix.size()))) << reference;
    }
}

TEST_F(OpenApi, OperationIdsAreUnique)
{
    std::set<std::string> ids;
    const auto paths = document().at("paths").as_object();
    for (const auto& path : paths)
        for (const auto& operation : path.value().as_object())
            EXPECT_TRUE(ids.insert(std::string(operation.value().at("operationId").as_string())).second);
}

} // namespace
} // namespace matoi::test
