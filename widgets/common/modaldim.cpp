#include "widgets/common/modaldim.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>

#include <algorithm>

namespace matoi::widgets {

namespace {

constexpr QColor dimming(6, 8, 10, 158); // the design's rgba(6,8,10,.62), in the dark and in the light

bool isOver(const QDialog& dialog, const QWidget& window)
{
    return dialog.isModal() && dialog.parentWidget() != nullptr && dialog.parentWidget()->window() == &window;
}

} // namespace

ModalDim::ModalDim(QWidget* window)
    : QWidget(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    qApp->installEventFilter(this); // dialogs are shown from many places, by parents deep in the window
}

bool ModalDim::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Show:
        if (auto* dialog = qobject_cast<QDialog*>(watched))
            dialogShown(dialog);
        break;
    case QEvent::Hide:
        if (!m_open.empty())
            dialogHidden(watched);
        break;
    case QEvent::Resize:
        if (watched == parentWidget())
            setGeometry(parentWidget()->rect());
        break;
    default: break;
    }
    return false;
}

void ModalDim::dialogShown(QDialog* dialog)
{
    if (!isOver(*dialog, *parentWidget()))
        return;
    m_open.emplace_back(dialog);
    setGeometry(parentWidget()->rect());
    raise(); // over what has been made since the last time
    show();
}

void ModalDim::dialogHidden(const QObject* dialog)
{
    std::erase_if(m_open,
                  [&](const QPointer<QDialog>& open) { return open.isNull() || open.data() == dialog; });
    setVisible(!m_open.empty());
}

void ModalDim::paintEvent(QPaintEvent* /*event*/)
{
    QPainter(this).fillRect(rect(), dimming);
}

bool hasModalDialog(const QWidget& window)
{
    const QWidgetList all = QApplication::topLevelWidgets();
    return std::any_of(all.begin(), all.end(), [&](const QWidget* widget) {
        const auto* dialog = qobject_cast<const QDialog*>(widget);
        return dialog != nullptr && dialog->isVisible() && isOver(*dialog, window);
    });
}

} // namespace matoi::widgets
