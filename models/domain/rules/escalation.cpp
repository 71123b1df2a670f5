#include "models/domain/rules/escalation.h"

#include <algorithm>

namespace matoi::domain::rules {
namespace {

constexpr int maxDepth = 5;
constexpr int defaultWaitSeconds = 300;

class Walk
{
public:
    Walk(const ContactDirectory& directory, EscalationPreview& out)
        : m_directory(directory)
        , m_out(out)
    {}

    /// Adds the pages of `id` from `offset`; returns when the last of its own stages is over.
    int visit(Id<Contact> id, int offset, int stage, int depth)
    {
        const auto contact = m_directory.contact(id);
        if (!contact || contact->meta.deleted || depth > maxDepth)
            return offset;
        return contact->value.contactKind == ContactKind::Escalation
                   ? escalation(*contact, offset, stage, depth)
                   : personal(*contact, offset, stage, depth);
    }

private:
    int escalation(const Record<Contact>& contact, int offset, int stage, int depth)
    {
        int begin = offset;
        int end = offset;
        int own = 0;
        for (const PlanStage& planned : contact.value.stages) {
            if (depth == 0) {
                m_out.stages.push_back({begin, planned.durationSeconds});
                stage = own;
            }
            for (const PlanTarget& target : planned.targets)
                if (target.contactId)
                    end = std::max(end, visit(*target.contactId, begin, stage, depth + 1));
            begin += planned.durationSeconds;
            ++own;
        }
        return depth == 0 ? begin : std::max(begin, end);
    }

    int personal(const Record<Contact>& contact, int offset, int stage, int depth)
    {
        const auto channels = m_directory.channelsOf(contact.id);
        if (contact.value.stages.empty())
            return allChannels(contact, channels, offset, stage, depth);
        int begin = offset;
        int own = 0;
        bool any = false;
        for (const PlanStage& planned : contact.value.stages) {
            if (depth == 0) {
                m_out.stages.push_back({begin, planned.durationSeconds});
                stage = own;
            }
            for (const PlanTarget& target : planned.targets) {
                if (!target.channelId)
                    continue;
                const auto channel = std::find_if(channels.begin(), channels.end(), [&](const auto& one) {
                    return one.id == *target.channelId && !one.meta.deleted;
                });
                add(contact, channel == channels.end() ? nullptr : &*channel, begin, stage);
                any = true;
            }
            begin += planned.durationSeconds;
            ++own;
        }
        if (!any)
            add(contact, nullptr, offset, depth == 0 ? 0 : stage);
        return begin;
    }

    int allChannels(const Record<Contact>& contact, const std::vector<Record<ContactChannel>>& channels,
                    int offset, int stage, int depth)
    {
        if (depth == 0)
            m_out.stages.push_back({offset, defaultWaitSeconds});
        bool any = false;
        for (const auto& channel : channels)
            if (channel.value.active && !channel.meta.deleted) {
                add(contact, &channel, offset, stage);
                any = true;
            }
        if (!any)
            add(contact, nullptr, offset, stage);
        return offset + defaultWaitSeconds;
    }

    void add(const Record<Contact>& contact, const Record<ContactChannel>* channel, int offset, int stage)
    {
        EngagementStep step;
        step.stage = stage;
        step.offsetSeconds = offset;
        step.contactId = contact.id;
        step.contactName = contact.value.name;
        if (channel != nullptr) {
            step.channelId = channel->id;
            step.channelKind = channel->value.channelKind;
            step.address = channel->value.address;
            step.active = channel->value.active;
        } else {
            step.active = false;
        }
        m_out.steps.push_back(std::move(step));
    }

    const ContactDirectory& m_directory;
    EscalationPreview& m_out;
};

} // namespace

EscalationPreview escalationSteps(Id<Contact> contact, const ContactDirectory& directory)
{
    EscalationPreview preview;
    preview.endSeconds = Walk(directory, preview).visit(contact, 0, 0, 0);
    std::stable_sort(
        preview.steps.begin(), preview.steps.end(),
        [](const EngagementStep& a, const EngagementStep& b) { return a.offsetSeconds < b.offsetSeconds; });
    if (!preview.steps.empty())
        preview.endSeconds = std::max(preview.endSeconds, preview.steps.back().offsetSeconds);
    return preview;
}

} // namespace matoi::domain::rules
