#include "widgets/common/stepelsewhere.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/modaldim.h"

#include <QtCore/QEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>

#include <algorithm>
#include <utility>

namespace matoi::widgets {

StepElsewhere::StepElsewhere(QWidget* part)
    : QObject(part)
    , m_part(part)
{
    qApp->installEventFilter(this);
}

void StepElsewhere::fill(CommandButton& button, QWidget* part)
{
    button.setKind(CommandButton::Kind::Filled);
    const auto* step = new StepElsewhere(part);
    connect(step, &StepElsewhere::changed, &button, [&button, step] {
        button.setKind(step->isElsewhere() ? CommandButton::Kind::Normal : CommandButton::Kind::Filled);
    });
}

bool StepElsewhere::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::EnabledChange:
    case QEvent::DynamicPropertyChange: // the kind of a button
        if (!m_looksSoon && watched->isWidgetType() &&
            (qobject_cast<CommandButton*>(watched) != nullptr || static_cast<QWidget*>(watched)->isWindow()))
            // Once for all the buttons of a page that comes and another that goes.
            m_looksSoon = QMetaObject::invokeMethod(
                this, [this] { look(); }, Qt::QueuedConnection);
        break;
    default: break;
    }
    return false;
}

void StepElsewhere::look()
{
    m_looksSoon = false;
    const QWidget* window = m_part->window();
    const auto buttons = window->findChildren<CommandButton*>();
    const bool elsewhere =
        hasModalDialog(*window) ||
        std::any_of(buttons.begin(), buttons.end(), [this, window](const CommandButton* button) {
            return button->kind() == CommandButton::Kind::Filled && button->isEnabled() &&
                   button->isVisible() && button->window() == window && !m_part->isAncestorOf(button);
        });
    if (std::exchange(m_elsewhere, elsewhere) != elsewhere)
        Q_EMIT changed();
}

} // namespace matoi::widgets
