#include "models/wire/recordjson.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace matoi::wire {
namespace {

using namespace domain;

Contact kenji()
{
    Contact contact;
    contact.alias = "kenji";
    contact.name = "森 健司";
    contact.stages = {{120, {{Id<ContactChannel>::generate(), std::nullopt}}}, {300, {}}};
    return contact;
}

TEST(RecordJson, ReadsBackWhatItWrites)
{
    Incident incident;
    incident.title = "Checkout slow and failing";
    incident.impact = Impact::Critical;
    incident.status = IncidentStatus::Mitigating;
    incident.startedAt = Time(std::chrono::hours(1));
    incident.acknowledgedAt = Time(std::chrono::hours(2));
    incident.tags = {"a", "b"};
    EXPECT_EQ(fromJson<Incident>(toJson(incident)), incident);
    const Contact contact = kenji();
    EXPECT_EQ(fromJson<Contact>(toJson(contact)), contact);
}

TEST(RecordJson, NamesThePathOfAWrongField)
{
    auto object = toJson(kenji());
    object["stages"].as_array()[1].as_object()["durationSeconds"] = "soon";
    const auto result = fromJson<Contact>(object);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().field, "stages[1].durationSeconds");
    EXPECT_EQ(result.error().detail, "expected a number");
}

TEST(RecordJson, RefusesAnUnknownFieldFromAClientAndIgnoresOneFromANewerService)
{
    auto object = toJson(kenji());
    object["shoeSize"] = 43;
    const auto strict = fromJson<Contact>(object);
    ASSERT_FALSE(strict);
    EXPECT_EQ(strict.error().code, ErrorCode::UnknownField);
    EXPECT_EQ(strict.error().field, "shoeSize");
    EXPECT_TRUE(fromJson<Contact>(object, Unknown::Ignore));
}

TEST(RecordJson, RefusesWhatIsMissingEmptyTooLongOrOutOfRange)
{
    EXPECT_EQ(fromJson<Contact>(boost::json::object{{"alias", "x"}}).error().code, ErrorCode::MissingField);
    EXPECT_EQ(fromJson<Contact>(boost::json::object{{"alias", "x"}, {"name", "  "}}).error().field, "name");
    EXPECT_EQ(
        fromJson<Contact>(boost::json::object{{"alias", "x"}, {"name", std::string(201, 'n')}}).error().code,
        ErrorCode::TooLarge);
    auto object = toJson(kenji());
    object["stages"].as_array()[0].as_object()["durationSeconds"] = 90000;
    EXPECT_EQ(fromJson<Contact>(object).error().detail, "must be at most 86400");
    object["stages"].as_array()[0].as_object()["durationSeconds"] = 1.5;
    EXPECT_FALSE(fromJson<Contact>(object));
}

TEST(RecordJson, ListsTheWordsThatAFieldMayHave)
{
    auto object = toJson(kenji());
    object["contactKind"] = "robot";
    EXPECT_EQ(fromJson<Contact>(object).error().detail, "expected one of: personal, escalation");
}

TEST(RecordJson, CarriesARecordThroughItsEnvelope)
{
    Record<Contact> record{Id<Contact>::generate(), kenji(), {}};
    record.meta.rev = 3;
    record.meta.change = 88;
    record.meta.createdBy = "Misaki Sato";
    const auto envelope = envelopeFromJson(toJson(envelopeFrom(record)));
    ASSERT_TRUE(envelope);
    EXPECT_EQ(recordFrom<Contact>(*envelope), record);
}

TEST(RecordJson, HasASchemaForEveryKind)
{
    for (const Kind kind : allKinds)
        withRecordType(kind, [&]<class T>() {
            EXPECT_EQ(schema<T>().at("type"), "object") << name(kind);
            EXPECT_EQ(kindNamed(name(kind)), kind);
            EXPECT_EQ(kindOfCollection(collection(kind)), kind);
        });
}

TEST(RecordJson, KeepsASampleWithoutAValueApartFromZero)
{
    MetricData data;
    data.samples = {{Time{}, 0}, {Time{}, std::nan("")}};
    const auto value = toJson(data);
    EXPECT_TRUE(value.at("samples").at(1).at("value").is_null());
    const auto back = fromJson<MetricData>(value);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->samples[0].value, 0);
    EXPECT_TRUE(std::isnan(back->samples[1].value));
}

TEST(RecordJson, SaysWhichFieldsOnlyTheServiceSets)
{
    EXPECT_EQ(serviceFields<TimelineEvent>(), (std::vector<std::string>{"type", "values", "editedAt"}));
}

} // namespace
} // namespace matoi::wire
