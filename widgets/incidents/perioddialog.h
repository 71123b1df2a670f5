#pragma once

#include <QtCore/QDate>
#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QDateEdit;
QT_END_NAMESPACE

namespace matoi::widgets {

class Theme;

/// From which day to which; both belong to it. Given in the wrong order they change places.
class PeriodDialog final : public QDialog
{
    Q_OBJECT

public:
    PeriodDialog(Theme& theme, QDate from, QDate to, QWidget* parent);

Q_SIGNALS:
    void chosen(QDate from, QDate to);

private:
    void take();

    QDateEdit* m_from;
    QDateEdit* m_to;
};

} // namespace matoi::widgets
