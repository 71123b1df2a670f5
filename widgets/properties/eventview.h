#pragma once

#include "models/domain/rules/prettyjson.h"

#include <QtWidgets/QPlainTextEdit>

namespace matoi::widgets {

class Theme;

/// A detector's message as text, never rendered: numbered lines, and beside those that the plan's templates
/// took a value from, its name. What was taken stands out, the rest is grey.
class EventView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit EventView(Theme& theme, QWidget* parent = nullptr);

    void setLines(const std::vector<domain::rules::JsonLine>& lines,
                  const std::vector<domain::rules::MarkedLine>& marks);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    friend class EventGutter;
    void dress();
    void paintGutter(QPaintEvent* event);
    int gutterWidth() const;
    QString markOf(int line) const;

    Theme& m_theme;
    QWidget* m_gutter;
    std::vector<domain::rules::MarkedLine> m_marks;
};

} // namespace matoi::widgets
