#include "models/domain/rules/similarity.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace matoi::domain::rules {
namespace {

constexpr double alarmWeight = 4;
constexpr double furtherAlarmWeight = 1;
constexpr double serviceWeight = 2.3;
constexpr double planWeight = 1;
constexpr double tagWeight = 0.5;
constexpr double wordsWeight = 4; ///< when all words of the incident are in the other
constexpr double leastScore = 1.2;

/// How much a word says: much when few incidents have it.
class Rarity
{
public:
    Rarity(const std::vector<IncidentTraits>& past, const std::vector<std::string>& of)
        : m_all(static_cast<double>(past.size()))
    {
        for (const std::string& word : of)
            m_count.emplace(word, 0);
        for (const IncidentTraits& one : past)
            for (const std::string& word : one.words)
                if (const auto found = m_count.find(word); found != m_count.end())
                    ++found->second;
    }
    double operator()(const std::string& word) const
    {
        const auto found = m_count.find(word);
        return std::log((m_all + 1) / (found == m_count.end() ? 1.0 : found->second + 1)) + 0.1;
    }

private:
    double m_all;
    std::unordered_map<std::string, int> m_count;
};

std::vector<std::string> common(const std::vector<std::string>& a, const std::vector<std::string>& b)
{
    std::vector<std::string> out;
    for (const std::string& one : a)
        if (std::find(b.begin(), b.end(), one) != b.end())
            out.push_back(one);
    return out;
}

/// Both are sorted.
std::vector<std::string> commonWords(const std::vector<std::string>& a, const std::vector<std::string>& b)
{
    std::vector<std::string> out;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
    return out;
}

double sum(const std::vector<std::string>& words, const Rarity& rarity)
{
    double total = 0;
    for (const std::string& word : words)
        total += rarity(word);
    return total;
}

SimilarTo compare(const IncidentTraits& incident, const IncidentTraits& other, const Rarity& rarity,
                  double ownWords)
{
    SimilarTo found{other.id, 0, {}};
    Likeness& why = found.why;
    why.sameService = !incident.service.empty() && incident.service == other.service;
    why.samePlan = !incident.plan.empty() && incident.plan == other.plan;
    why.alarms = common(incident.alarms, other.alarms);
    why.tags = common(incident.tags, other.tags);
    why.words = commonWords(incident.words, other.words);
    if (!why.alarms.empty())
        found.score += alarmWeight + furtherAlarmWeight *
                                         static_cast<double>(std::min<std::size_t>(why.alarms.size() - 1, 2));
    found.score += why.sameService ? serviceWeight : 0;
    found.score += why.samePlan ? planWeight : 0;
    found.score += tagWeight * static_cast<double>(std::min<std::size_t>(why.tags.size(), 3));
    if (ownWords > 0)
        found.score += wordsWeight * sum(why.words, rarity) / ownWords;
    found.score /= std::pow(2.0, other.refusals);
    return found;
}

} // namespace

std::vector<SimilarTo> rankSimilar(const IncidentTraits& incident, const std::vector<IncidentTraits>& past,
                                   std::size_t limit)
{
    const Rarity rarity(past, incident.words);
    const double ownWords = sum(incident.words, rarity);
    std::vector<std::pair<SimilarTo, Time>> found;
    for (const IncidentTraits& other : past) {
        if (other.id == incident.id)
            continue;
        SimilarTo one = compare(incident, other, rarity, ownWords);
        if (one.score >= leastScore)
            found.emplace_back(std::move(one), other.startedAt);
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return a.first.score != b.first.score ? a.first.score > b.first.score
               : a.second != b.second         ? a.second > b.second
                                              : a.first.id < b.first.id;
    });
    std::vector<SimilarTo> out;
    for (std::size_t i = 0; i < found.size() && i < limit; ++i) {
        auto& words = found[i].first.why.words;
        std::sort(words.begin(), words.end(), [&](const std::string& a, const std::string& b) {
            return rarity(a) != rarity(b) ? rarity(a) > rarity(b) : a < b;
        });
        out.push_back(std::move(found[i].first));
    }
    return out;
}

} // namespace matoi::domain::rules
