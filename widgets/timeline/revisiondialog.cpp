#include "widgets/timeline/revisiondialog.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/markdownview.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/panel/texts.h"

#include <QtCore/QPointer>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace domain;

RevisionDialog::RevisionDialog(const PanelContext& context, const Record<TimelineEvent>& event,
                               QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_state(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, tr("Loading"), this))
    , m_list(new MarkdownView(context.theme, this))
{
    Theme& theme = context.theme;
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Earlier versions"));
    resize(theme.px(560), theme.px(420));
    auto* title =
        new TextLabel(theme, TextStyle::DialogTitle, Role::TextPrimary, texts::event(event.value), this);
    title->setWordWrap(true);
    m_state->setWordWrap(true);
    m_list->setAccessibleName(tr("Earlier versions"));
    auto* close = new CommandButton(theme, tr("Close"), Icon::None, this);
    connect(close, &QAbstractButton::clicked, this, &QDialog::close);
    auto* foot = new QHBoxLayout;
    foot->addStretch();
    foot->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16));
    column->setSpacing(theme.px(10));
    column->addWidget(title);
    column->addWidget(m_state);
    column->addWidget(m_list, 1);
    column->addLayout(foot);
    // The answer may come after the dialog was closed.
    m_context.repositories.histories.timelineEvent(
        event.id, [self = QPointer(this)](const Result<std::vector<Revised<TimelineEvent>>>& revisions) {
            if (self)
                self->present(revisions);
        });
}

QString RevisionDialog::listed(const std::vector<Revised<TimelineEvent>>& revisions) const
{
    const Time now = m_context.clock.now();
    QString out;
    for (const auto& revision : revisions) {
        const TimelineEvent& event = revision.value;
        const QString head =
            tr("%1 by %2, as of %3, %4")
                .arg(dateTimeText(revision.at, now, m_context.zone), QString::fromStdString(revision.by),
                     timeWithSecondsText(event.at, m_context.zone), texts::eventKind(event.eventKind));
        out += QStringLiteral("**%1**\n\n%2\n\n").arg(head, texts::event(event));
        if (!event.details.empty())
            out += QString::fromStdString(event.details) + QStringLiteral("\n\n");
    }
    return out;
}

void RevisionDialog::present(const Result<std::vector<Revised<TimelineEvent>>>& revisions)
{
    if (!revisions) {
        m_state->setRole(Role::StateFail);
        m_state->setText(
            tr("Earlier versions are with the service. %1").arg(texts::error(revisions.error())));
        return;
    }
    m_state->setText(tr("%n version(s), newest first", nullptr, static_cast<int>(revisions->size())));
    m_list->setMarkdownText(listed(*revisions));
}

} // namespace matoi::widgets
