#include "widgets/timeline/kindbox.h"

#include "widgets/common/theme.h"
#include "widgets/panel/texts.h"

#include <QtCore/QEvent>

namespace matoi::widgets {

using domain::EventKind;

KindBox::KindBox(Theme& theme, QWidget* parent)
    : QComboBox(parent)
    , m_theme(theme)
{
    fill(EventKind::Observation);
}

void KindBox::fill(EventKind chosen)
{
    clear();
    setAccessibleName(tr("Kind of event"));
    const auto add = [this](EventKind kind) {
        domain::TimelineEvent sample;
        sample.eventKind = kind;
        addItem(m_theme.icon(texts::eventIcon(sample)), texts::eventKind(kind), static_cast<int>(kind));
    };
    if (chosen == EventKind::Automatic)
        add(chosen);
    else
        for (const EventKind kind : {EventKind::Observation, EventKind::Action, EventKind::Decision,
                                     EventKind::Communication, EventKind::Note})
            add(kind);
    setCurrentIndex(std::max(0, findData(static_cast<int>(chosen))));
    setEnabled(chosen != EventKind::Automatic);
}

EventKind KindBox::kind() const
{
    return static_cast<EventKind>(currentData().toInt());
}

void KindBox::setKind(EventKind kind)
{
    fill(kind);
}

void KindBox::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        fill(kind());
    QComboBox::changeEvent(event);
}

} // namespace matoi::widgets
