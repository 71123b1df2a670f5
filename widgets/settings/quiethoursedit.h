#pragma once

#include "models/settings/settings.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QTimeEdit;
QT_END_NAMESPACE

namespace matoi::widgets {

/// From when to when; or not at all.
class QuietHoursEdit final : public QWidget
{
    Q_OBJECT

public:
    explicit QuietHoursEdit(QWidget* parent = nullptr);

    settings::QuietHours hours() const;
    void setHours(const settings::QuietHours& hours);
    void setTexts(const QString& on, const QString& between, const QString& from, const QString& to);

Q_SIGNALS:
    /// By the person.
    void changed(const matoi::settings::QuietHours& hours);

private:
    void tell();

    QCheckBox* m_on;
    QTimeEdit* m_from;
    QLabel* m_between;
    QTimeEdit* m_to;
    bool m_setting = false;
};

} // namespace matoi::widgets
