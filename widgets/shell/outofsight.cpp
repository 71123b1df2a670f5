#include "widgets/shell/outofsight.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/panel/question.h"

#include <QtCore/QEvent>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace domain;

OutOfSight::OutOfSight(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_title(new TextLabel(context.theme, TextStyle::DialogTitle, Role::TextPrimary, {}, this))
    , m_why(new TextLabel(context.theme, TextStyle::Body, Role::TextSecondary, {}, this))
    , m_kept(new TextLabel(context.theme, TextStyle::Strong, Role::TextPrimary, {}, this))
    , m_texts(new QVBoxLayout)
{
    Theme& theme = context.theme;
    auto* lock = new TextLabel(theme, TextStyle::Body, Role::TextSecondary, {}, this);
    lock->setPixmap(theme.pixmap(Icon::Lock, theme.iconSize(24), Role::TextSecondary, devicePixelRatioF()));
    for (TextLabel* label : {m_title, m_why, m_kept})
        label->setWordWrap(true);
    m_texts->setSpacing(theme.px(10));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(40), theme.px(56), theme.px(40), theme.px(40));
    column->setSpacing(theme.px(8));
    for (TextLabel* label : {lock, m_title, m_why})
        column->addWidget(label);
    column->addSpacing(theme.px(16));
    column->addWidget(m_kept);
    column->addLayout(m_texts);
    column->addStretch(1);
    m_subscription = context.changes.onSyncState([this](const SyncState&) {
        if (isVisible())
            refresh();
    });
}

void OutOfSight::show(Time since)
{
    m_since = since;
    refresh();
    setVisible(true);
}

void OutOfSight::addText(const OutboxItem& item)
{
    Theme& theme = m_context.theme;
    auto* text =
        new TextLabel(theme, TextStyle::Body, Role::TextPrimary, QString::fromStdString(item.text), this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* copy = new CommandButton(theme, tr("Copy"), Icon::Copy, this);
    auto* letGo = new CommandButton(theme, tr("Let go"), Icon::X, this);
    for (CommandButton* button : {copy, letGo})
        button->setSmall(true);
    copy->setAccessibleName(tr("Copy: %1").arg(text->text()));
    letGo->setAccessibleName(tr("Let go of: %1").arg(text->text()));
    auto* row = new QHBoxLayout;
    row->setSpacing(theme.px(8));
    row->addWidget(text, 1);
    row->addWidget(copy, 0, Qt::AlignTop);
    row->addWidget(letGo, 0, Qt::AlignTop);
    m_texts->addLayout(row);
    connect(copy, &QAbstractButton::clicked, this,
            [text] { QGuiApplication::clipboard()->setText(text->text()); });
    connect(letGo, &QAbstractButton::clicked, this, [this, id = item.id, words = text->text()] {
        ask(this, {tr("Let go"), tr("Let go of what you wrote?"), words, tr("Let go")},
            [this, id] { m_context.repositories.outbox.dismiss(id); });
    });
}

void OutOfSight::refresh()
{
    m_title->setText(tr("You can no longer see this incident."));
    m_why->setText(
        tr("It was restricted or removed. This computer removed its copy at %1. Whoever commands it "
           "can name you, if you need to see it.")
            .arg(dateTimeText(m_since, m_context.clock.now(), m_context.zone)));
    while (QLayoutItem* row = m_texts->takeAt(0)) {
        while (QLayoutItem* part = row->layout()->takeAt(0)) {
            part->widget()->hide();
            part->widget()->deleteLater();
            delete part;
        }
        delete row;
    }
    bool any = false;
    for (const OutboxItem& item : m_context.repositories.outbox.items())
        if (item.isOutOfSight() && !item.text.empty()) {
            addText(item);
            any = true;
        }
    m_kept->setText(tr("What you wrote and had not sent"));
    m_kept->setVisible(any);
}

void OutOfSight::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && isVisible())
        refresh();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
