#pragma once

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QDialog;
QT_END_NAMESPACE

namespace matoi::widgets {

/// What lies behind a dialog steps back: it covers its window for as long as a dialog of that window is open
/// that must be answered first. One a window serves all its dialogs, which need not know of it. It takes
/// neither the mouse nor the keyboard, and has nothing to say to a screen reader.
class ModalDim final : public QWidget
{
    Q_OBJECT

public:
    explicit ModalDim(QWidget* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void dialogShown(QDialog* dialog);
    void dialogHidden(const QObject* dialog);

    std::vector<QPointer<QDialog>> m_open;
};

/// Whether a dialog of this window is open that must be answered before the window itself.
bool hasModalDialog(const QWidget& window);

} // namespace matoi::widgets
