#pragma once

#include "app/shortcutway.h"

#include <memory>
#include <optional>
#include <vector>

namespace matoi::app {

/// A key that reaches Matoi whatever program is in front, by the first of several ways that this desktop has.
class GlobalShortcut final : public QObject
{
    Q_OBJECT

public:
    using Status = widgets::ShortcutStatus;

    /// `ways`: the best one first.
    explicit GlobalShortcut(std::vector<std::unique_ptr<ShortcutWay>> ways, QObject* parent = nullptr);
    ~GlobalShortcut() override;

    /// nullopt: turned off. The same wish again is no second question.
    void set(const std::optional<ShortcutWish>& wish);
    /// What another program held may be free by now. Asks no person a second time.
    void retry();
    void configure();
    const Status& status() const { return m_status; }

Q_SIGNALS:
    void statusChanged(const matoi::widgets::ShortcutStatus& status);
    void pressed(const matoi::app::ShortcutPress& press);

private:
    void begin();
    void drop();
    void heard(std::size_t way, const Status& status);
    void setStatus(const Status& status);

    std::vector<std::unique_ptr<ShortcutWay>> m_ways;
    std::size_t m_way = 0; ///< that is asked, or has answered; past the last: there is none
    std::optional<ShortcutWish> m_wish;
    Status m_status;
};

} // namespace matoi::app
