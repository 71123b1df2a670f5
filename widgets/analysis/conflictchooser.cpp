#include "widgets/analysis/conflictchooser.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/markdownview.h"
#include "widgets/common/paint.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

ConflictChooser::ConflictChooser(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_title(new TextLabel(context.theme, TextStyle::Strong, Role::TextPrimary, {}, this))
    , m_mine(new MarkdownView(context.theme, this))
    , m_theirs(new MarkdownView(context.theme, this))
    , m_result(new QPlainTextEdit(this))
{
    Theme& theme = context.theme;
    const auto side = [&](const QString& name, MarkdownView* view, const QString& keep,
                          const std::string domain::Conflict::*text) {
        auto* column = new QVBoxLayout;
        column->addWidget(new TextLabel(theme, TextStyle::Strong,
                                        text == &domain::Conflict::mine ? Role::StateLocal : Role::AccentText,
                                        name, this));
        view->setMaximumHeight(theme.px(120));
        column->addWidget(view);
        auto* button = new CommandButton(theme, keep, Icon::None, this);
        button->setSmall(true);
        connect(button, &CommandButton::clicked, this,
                [this, text] { m_result->setPlainText(QString::fromStdString(m_conflict.*text)); });
        column->addWidget(button, 0, Qt::AlignLeft);
        return column;
    };
    auto* sides = new QHBoxLayout;
    sides->addLayout(side(tr("Yours"), m_mine, tr("Keep yours"), &domain::Conflict::mine));
    sides->addLayout(side(tr("Theirs"), m_theirs, tr("Keep theirs"), &domain::Conflict::theirs));
    auto* use = new CommandButton(theme, tr("Use this result"), Icon::Check, this);
    use->setKind(CommandButton::Kind::Outlined);
    m_result->setAccessibleName(tr("Result"));
    m_result->setMaximumHeight(theme.px(120));
    auto* foot = new QHBoxLayout;
    foot->addWidget(use);
    foot->addStretch();
    foot->addWidget(new TextLabel(theme, TextStyle::Meta, Role::TextTertiary,
                                  tr("Nothing is lost: both versions stay in the history."), this));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10));
    column->setSpacing(theme.px(8));
    column->addWidget(m_title);
    column->addLayout(sides);
    column->addWidget(new TextLabel(theme, TextStyle::Strong, Role::TextPrimary, tr("Result"), this));
    column->addWidget(m_result);
    column->addLayout(foot);
    connect(use, &CommandButton::clicked, this, [this] {
        if (m_context.repositories.conflicts.resolve(m_conflict.id, m_result->toPlainText().toStdString()))
            Q_EMIT resolved();
    });
}

void ConflictChooser::setConflict(const domain::Conflict& conflict)
{
    if (conflict.id == m_conflict.id && conflict.id != 0)
        return; // the result may already be edited
    m_conflict = conflict;
    m_title->setText(
        conflict.theirsBy.empty()
            ? tr("Someone changed this while you wrote")
            : tr("%1 changed this while you wrote").arg(QString::fromStdString(conflict.theirsBy)));
    m_mine->setMarkdownText(QString::fromStdString(conflict.mine));
    m_theirs->setMarkdownText(QString::fromStdString(conflict.theirs));
    m_result->setPlainText(QString::fromStdString(conflict.mine));
}

void ConflictChooser::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(),
             {.fill = m_context.theme.colour(Role::StateWaitBg),
              .edge = m_context.theme.colour(Role::StateWait),
              .radius = 5});
}

} // namespace matoi::widgets
