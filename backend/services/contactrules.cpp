#include "backend/services/recordrules.h"
#include "backend/services/validation.h"
#include "models/domain/rules/phonenumber.h"

#include <algorithm>

namespace matoi::services::recordrules {

using namespace domain;

namespace {

std::string targetPath(std::size_t stage, std::size_t target, const char* member)
{
    return "stages[" + std::to_string(stage) + "].targets[" + std::to_string(target) + "]." + member;
}

Checked checkTarget(const Edit& edit, const Draft<Contact>& draft, const PlanTarget& target,
                    std::size_t stage, std::size_t index)
{
    if (draft.value.contactKind == ContactKind::Personal) {
        const std::string path = targetPath(stage, index, "channelId");
        if (!target.channelId || target.contactId)
            return fail(ErrorCode::InvalidValue, path, "a stage of a person names channels only");
        const auto channel = store::find(edit.tx, *target.channelId);
        if (!channel || channel->value.contactId != draft.id)
            return fail(ErrorCode::InvalidValue, path, "is not a channel of this contact");
        return {};
    }
    const std::string path = targetPath(stage, index, "contactId");
    if (!target.contactId || target.channelId)
        return fail(ErrorCode::InvalidValue, path, "a stage of an escalation plan names contacts only");
    if (*target.contactId == draft.id)
        return fail(ErrorCode::InvalidValue, path, "an escalation plan cannot engage itself");
    return mustExist(edit, *target.contactId, path);
}

Checked checkStages(const Edit& edit, const Draft<Contact>& draft)
{
    for (std::size_t i = 0; i < draft.value.stages.size(); ++i)
        for (std::size_t j = 0; j < draft.value.stages[i].targets.size(); ++j)
            MATOI_TRY(checkTarget(edit, draft, draft.value.stages[i].targets[j], i, j));
    return {};
}

bool engages(const Contact& contact, Id<Contact> other)
{
    for (const PlanStage& stage : contact.stages)
        for (const PlanTarget& target : stage.targets)
            if (target.contactId == other)
                return true;
    return false;
}

Checked checkAddress(const ContactChannel& channel)
{
    switch (channel.channelKind) {
    case ChannelKind::Email:
        if (!isMailAddress(channel.address))
            return fail(ErrorCode::InvalidValue, "address", "expected a mail address, like sato@example.com");
        break;
    case ChannelKind::Webhook:
        if (!isHttpUrl(channel.address))
            return fail(ErrorCode::InvalidValue, "address",
                        "expected a URL that begins with http:// or https://");
        break;
    case ChannelKind::Desktop:
    case ChannelKind::Test: break;
    }
    return {};
}

} // namespace

Checked check(const Edit& edit, Draft<Contact>& draft)
{
    const Contact& contact = draft.value;
    MATOI_TRY(unchanged(draft, &Contact::contactKind, "contactKind"));
    if (!isAlias(contact.alias))
        return fail(ErrorCode::InvalidValue, "alias",
                    "expected lower-case letters, digits, _ and - only: payments-oncall");
    if (const auto holder = edit.tx.key(contactAliasSpace, contact.alias);
        holder && *holder != draft.id.toString())
        return fail(ErrorCode::InvalidValue, "alias", "is used by another contact");
    if (contact.language != "en" && contact.language != "ja")
        return fail(ErrorCode::InvalidValue, "language", "expected one of: en, ja");
    if (!isTimeZone(contact.timeZone))
        return fail(ErrorCode::InvalidValue, "timeZone", "expected an IANA name, like Asia/Tokyo");
    if (!contact.phone.empty() && !rules::isPhoneNumber(contact.phone))
        return fail(ErrorCode::InvalidValue, "phone",
                    "expected digits with spaces, dashes or brackets between them, like +81 90 1234 5678");
    if (!contact.phone.empty() && contact.contactKind != ContactKind::Personal)
        return fail(ErrorCode::InvalidValue, "phone", "only a person has a number");
    return draft.changes(&Contact::stages) ? checkStages(edit, draft) : Checked();
}

void written(const Edit& edit, const Draft<Contact>& draft)
{
    if (draft.before && draft.before->value.alias != draft.value.alias)
        edit.tx.removeKey(contactAliasSpace, draft.before->value.alias);
    edit.tx.setKey(contactAliasSpace, draft.value.alias, draft.id.toString());
}

Checked checkRemoval(const Edit& edit, const Record<Contact>& record)
{
    for (const auto& plan : store::list<ResponsePlan>(edit.tx)) {
        const auto& engaged = plan.value.engagements;
        if (std::find(engaged.begin(), engaged.end(), record.id) != engaged.end())
            return fail(ErrorCode::Illegal, {},
                        "the response plan " + plan.value.name +
                            " engages this contact: take it out there first");
    }
    for (const auto& contact : store::list<Contact>(edit.tx))
        if (engages(contact.value, record.id))
            return fail(ErrorCode::Illegal, {},
                        "the escalation plan " + contact.value.alias +
                            " engages this contact: take it out there first");
    return {};
}

void removed(const Edit& edit, const Record<Contact>& record)
{
    edit.tx.removeKey(contactAliasSpace, record.value.alias);
}

/// A stage that named it would page nobody.
Checked checkRemoval(const Edit& edit, const Record<ContactChannel>& record)
{
    const auto contact = store::find(edit.tx, record.value.contactId);
    if (contact)
        for (const PlanStage& stage : contact->value.stages)
            for (const PlanTarget& target : stage.targets)
                if (target.channelId == record.id)
                    return fail(ErrorCode::Illegal, {},
                                "a stage of " + contact->value.alias +
                                    " pages this channel: take it out there first");
    return {};
}

Checked check(const Edit& edit, Draft<ContactChannel>& draft)
{
    MATOI_TRY(checkAddress(draft.value));
    const auto contact = store::find(edit.tx, draft.value.contactId);
    if (!contact)
        return {}; // the parent is checked for every kind
    if (contact->value.contactKind != ContactKind::Personal)
        return fail(ErrorCode::InvalidValue, "contactId", "only a person has channels");
    const bool leavesTheHouse =
        draft.value.channelKind == ChannelKind::Email || draft.value.channelKind == ChannelKind::Webhook;
    if (contact->value.drill && leavesTheHouse)
        return fail(ErrorCode::InvalidValue, "channelKind",
                    "a contact of a drill has test and desktop channels only");
    return {};
}

} // namespace matoi::services::recordrules
