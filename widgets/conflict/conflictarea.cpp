#include "widgets/conflict/conflictarea.h"

#include "models/commands/conflictcommands.h"
#include "widgets/common/theme.h"
#include "widgets/conflict/conflictchooser.h"

#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using domain::Conflict;

ConflictArea::ConflictArea(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    const Theme& theme = context.theme;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_subscription = context.changes.onConflicts([this] { refresh(); });
    hide();
}

void ConflictArea::setFilter(Filter filter)
{
    m_filter = std::move(filter);
    refresh();
}

void ConflictArea::refresh()
{
    std::vector<Conflict> ours =
        commands::ConflictCommands(m_context.repositories, m_context.history).questions();
    std::erase_if(ours, [this](const Conflict& conflict) { return !m_filter || !m_filter(conflict); });
    if (ours.empty()) {
        if (m_chooser == nullptr)
            return;
        // Its own button may have brought us here.
        const bool hadFocus = m_chooser->isAncestorOf(focusWidget());
        m_chooser->hide();
        m_chooser->deleteLater();
        m_chooser = nullptr;
        hide();
        if (hadFocus)
            parentWidget()->setFocus(Qt::OtherFocusReason);
        Q_EMIT shownChanged(false);
        return;
    }
    const bool came = m_chooser == nullptr;
    if (came) {
        m_chooser = new ConflictChooser(m_context, this);
        layout()->addWidget(m_chooser);
    }
    // The one that is being decided stays, whatever else comes.
    const auto shown = std::find_if(ours.begin(), ours.end(), [this](const Conflict& conflict) {
        return conflict.id == m_chooser->conflictId();
    });
    m_chooser->setConflict(shown == ours.end() ? ours.front() : *shown, static_cast<int>(ours.size()) - 1);
    if (came) {
        show();
        Q_EMIT shownChanged(true);
    }
}

} // namespace matoi::widgets
