#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace matoi::cache {

/// What an outbox entry asks the service to do.
enum class Action
{
    Create,
    Change,
    Remove,
    // Effects on the world from here on: given up when they could not be sent in time.
    Acknowledge,
    Escalate,
    Stop,
    Page,
    Receipt,
    Offer,
    Accept,
    Decline,
    Withdraw,
};

inline constexpr std::array actionWords = {
    std::pair{Action::Create, std::string_view("create")},
    std::pair{Action::Change, std::string_view("change")},
    std::pair{Action::Remove, std::string_view("remove")},
    std::pair{Action::Acknowledge, std::string_view("acknowledge")},
    std::pair{Action::Escalate, std::string_view("escalate")},
    std::pair{Action::Stop, std::string_view("stop")},
    std::pair{Action::Page, std::string_view("page")},
    std::pair{Action::Receipt, std::string_view("receipt")},
    std::pair{Action::Offer, std::string_view("offer")},
    std::pair{Action::Accept, std::string_view("accept")},
    std::pair{Action::Decline, std::string_view("decline")},
    std::pair{Action::Withdraw, std::string_view("withdraw")},
};

constexpr bool isEffect(Action action)
{
    return action >= Action::Acknowledge;
}

/// The word in the database and in domain::OutboxItem::action.
constexpr std::string_view word(Action action)
{
    for (const auto& [candidate, text] : actionWords)
        if (candidate == action)
            return text;
    return {};
}

constexpr std::optional<Action> actionNamed(std::string_view name)
{
    for (const auto& [action, text] : actionWords)
        if (text == name)
            return action;
    return std::nullopt;
}

} // namespace matoi::cache
