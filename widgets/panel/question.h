#pragma once

#include <QtCore/QString>

#include <functional>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace matoi::widgets {

/// Asked before what cannot be taken back. The button names the effect.
struct Question
{
    QString title;
    QString text;
    QString detail; ///< smaller, below; may be empty
    QString button;
};

/// Opens it on `parent`'s window and runs `act` when the button is pressed. Nothing happens once `parent` is
/// gone.
void ask(QWidget* parent, const Question& question, std::function<void()> act);

} // namespace matoi::widgets
