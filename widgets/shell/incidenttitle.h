#pragma once

#include "widgets/common/accessible.h"
#include "widgets/common/theme.h"

namespace matoi::widgets {

/// What an incident is called, and its number. On one line when both fit; else the number stands below, and a
/// title that is longer than the line goes on in a second one: two incidents must not look the same because
/// the window is narrow.
class IncidentTitle final : public PaintedWidget
{
    Q_OBJECT

public:
    explicit IncidentTitle(Theme& theme, QWidget* parent = nullptr);

    void setTexts(const QString& title, const QString& number);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    /// How the texts stand in the present width.
    struct Lines
    {
        QString first;
        QString second;  ///< of the title
        TextStyle style; ///< the smaller one when the larger would not fit
        bool numberBeside = false;
        bool whole = true;
    };
    Lines lines() const;

    QString m_title;
    QString m_number;
};

} // namespace matoi::widgets
