#include "backend/services/pageservice.h"

#include "models/wire/words.h"

namespace matoi::services {

using namespace domain;

Result<Record<Page>> PageService::receipt(store::WriteTransaction& tx, Id<Page> id, PageState state,
                                          const auth::Actor& by)
{
    if (state != PageState::Delivered && state != PageState::Read)
        return fail(ErrorCode::InvalidValue, "state", "expected one of: delivered, read");
    auto page = store::find(tx, id);
    if (!page)
        return fail(ErrorCode::NotFound, {}, "there is no page " + id.toString());
    Page& value = page->value;
    if (value.state == PageState::Pending)
        return fail(ErrorCode::Illegal, "state", "the page was not sent yet");
    const bool open = value.state == PageState::Sending || value.state == PageState::Sent ||
                      value.state == PageState::Delivered;
    if (!open || value.state == state)
        return std::move(*page);
    // A console can be quicker than the engine, which has yet to write that it sent: the answer is proof.
    if (value.state == PageState::Sending)
        tx.removeDue("page", id.uuid());
    value.state = state;
    if (!value.sentAt)
        value.sentAt = tx.now();
    if (!value.deliveredAt)
        value.deliveredAt = tx.now();
    if (state == PageState::Read)
        value.readAt = tx.now();
    auto stored = store::put(tx, id, value, by.name);
    tx.audit(by.name, "receipt", "page/" + id.toString(), std::string(wire::word(state)));
    return stored;
}

} // namespace matoi::services
