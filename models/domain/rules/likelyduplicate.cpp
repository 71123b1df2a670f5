#include "models/domain/rules/likelyduplicate.h"

#include <algorithm>
#include <set>

namespace matoi::domain::rules {

namespace {

constexpr double alike = 0.35;

/// The characters that carry meaning, folded to lower case where that is one byte's matter.
std::vector<std::string> characters(const std::string& text)
{
    std::vector<std::string> out;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const std::size_t length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
        std::string one = text.substr(i, length);
        i += length;
        const bool letter =
            (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
        if (byte >= 'A' && byte <= 'Z')
            one[0] = static_cast<char>(byte - 'A' + 'a');
        if (length > 1 || letter)
            out.push_back(std::move(one));
        else if (!out.empty() && out.back() != " ")
            out.emplace_back(" "); // pairs do not reach over the end of a word
    }
    return out;
}

std::set<std::string> pairs(const std::string& text)
{
    std::set<std::string> out;
    const auto parts = characters(text);
    for (std::size_t i = 1; i < parts.size(); ++i)
        if (parts[i] != " " && parts[i - 1] != " ")
            out.insert(parts[i - 1] + parts[i]);
    return out;
}

} // namespace

double likeness(const std::string& a, const std::string& b)
{
    const auto left = pairs(a);
    const auto right = pairs(b);
    if (left.empty() || right.empty())
        return 0;
    const auto common = std::count_if(left.begin(), left.end(),
                                      [&](const std::string& pair) { return right.count(pair) > 0; });
    return 2.0 * static_cast<double>(common) / static_cast<double>(left.size() + right.size());
}

std::vector<LikelyDuplicate> likelyDuplicates(const StartingIncident& starting,
                                              const std::vector<Record<Incident>>& incidents)
{
    std::vector<LikelyDuplicate> out;
    for (const auto& incident : incidents) {
        if (incident.value.status == IncidentStatus::Resolved || incident.value.drill)
            continue;
        LikelyDuplicate found{incident, false, false, likeness(starting.title, incident.value.title)};
        found.samePlan = starting.planId && incident.value.planId == starting.planId;
        found.sameService = !starting.service.empty() && incident.value.service == starting.service;
        if (found.samePlan || found.likeness >= alike || (found.sameService && found.likeness >= alike / 2))
            out.push_back(std::move(found));
    }
    std::stable_sort(out.begin(), out.end(), [](const LikelyDuplicate& a, const LikelyDuplicate& b) {
        const auto weight = [](const LikelyDuplicate& one) {
            return one.likeness + (one.samePlan ? 0.5 : 0) + (one.sameService ? 0.2 : 0);
        };
        return weight(a) > weight(b);
    });
    return out;
}

} // namespace matoi::domain::rules
