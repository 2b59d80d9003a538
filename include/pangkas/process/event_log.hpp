// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Event log: what really happened, case by case, in flat columns.
#pragma once

#include <pangkas/core/text_column.hpp>
#include <pangkas/process/instant.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief In an event_column: nothing is said.
inline constexpr std::uint32_t no_entry = std::numeric_limits<std::uint32_t>::max();

/// @brief What each event, or each case, says of one thing: 4 bytes, and each text once.
struct event_column {
  std::vector<std::uint32_t> entries{};  ///< places in @ref names; empty: nothing is said at all
  text_column names{};                   ///< in the order of their first use

  [[nodiscard]] bool empty() const noexcept { return entries.empty(); }
  [[nodiscard]] std::uint32_t operator[](std::size_t i) const {
    return entries.empty() ? no_entry : entries[i];
  }
  /// @brief The text; empty where nothing is said.
  [[nodiscard]] std::string_view text(std::size_t i) const {
    const std::uint32_t entry = (*this)[i];
    return entry == no_entry ? std::string_view{} : names[entry];
  }

  friend bool operator==(const event_column&, const event_column&) = default;
};

/// @brief At which level performers are told apart. A hand-over without its level is no number: the
/// levels of one log differ by a factor of four to eight, either way.
enum class log_level : std::uint8_t {
  resource,  ///< the person or login that the log names
  role,      ///< the role in which it acted
  group,     ///< the unit or team that the log names
  position,  ///< the position of the chart to which a map leads
  unit       ///< the unit of that position
};

namespace detail {
inline constexpr std::array<std::string_view, 5> log_level_names{"resource", "role", "group",
                                                                 "position", "unit"};
}

/// @brief "resource", "role", "group", "position" or "unit".
constexpr std::string_view to_string(log_level level) {
  return detail::log_level_names[static_cast<std::size_t>(level)];
}

/// @brief An event log. Events stand case by case; within a case in the order of the file, which
/// rules: equal stamps are frequent, and a sort by time would change every figure.
struct event_log {
  text_column cases{};                  ///< their names, in the order of their first event
  std::vector<std::uint32_t> begin{0};  ///< first event of each case, then the number of events
  event_column matters{};               ///< of each case: the kind of decision

  std::vector<micros> times{};          ///< of each event: when it was completed; or no_instant
  std::vector<micros> starts{};         ///< when it was begun; empty: no event says
  std::vector<std::int16_t> offsets{};  ///< of the written local time. @unit minutes
  event_column activities{};
  event_column resources{};
  event_column roles{};
  event_column groups{};

  [[nodiscard]] std::size_t size() const noexcept { return times.size(); }
  [[nodiscard]] std::size_t case_count() const noexcept { return begin.size() - 1; }
  /// @brief What the log itself says at a level; empty for position and unit, of which a map tells.
  [[nodiscard]] const event_column& performers(log_level level) const;
  /// @brief The memory that the columns take, names apart.
  [[nodiscard]] std::size_t bytes() const noexcept;

  friend bool operator==(const event_log&, const event_log&) = default;
};

/// @brief What a log says of one event. What it does not say is empty. The texts are not copied: they must
/// last until event_log_builder::add() has returned.
struct event_row {
  std::string_view case_id{};
  std::string_view matter{};
  std::string_view activity{};
  std::string_view resource{};
  std::string_view role{};
  std::string_view group{};
  written_instant time{};
  micros start = no_instant;
  std::string_view transition{};  ///< of the life of an activity, such as "complete" or "start"
  std::string_view instance{};    ///< of the activity: pairs a start with its end
};

/// @brief Whether a transition begins an activity and is no step of its own.
[[nodiscard]] bool begins_activity(std::string_view transition);

/// @brief What became of events that are not steps.
struct lifecycle_account {
  std::size_t other = 0;     ///< left out: scheduled, assigned, suspended, skipped, withdrawn …
  std::size_t paired = 0;    ///< starts that gave the step that ends them its beginning
  std::size_t unpaired = 0;  ///< starts that nothing ends; left out
};

/// @brief Collects events in any order and makes a log of them.
///
/// One step is one activity instance: what a log calls complete, or does not call anything, counts;
/// a start is joined with its end, by the instance if both name one, else the first with the first
/// of that case and activity.
class event_log_builder {
 public:
  void add(const event_row& row);
  /// @brief Adds what another has collected behind what this one has; faster than event by event.
  void append(const event_log_builder& other);
  [[nodiscard]] std::size_t size() const noexcept { return times_.size(); }
  /// @brief How many cases there are so far.
  [[nodiscard]] std::size_t case_count() const noexcept { return matter_of_case_.size(); }
  /// @brief Forgets all, and keeps its memory.
  void clear();

  /// @brief Makes the log.
  /// @param account  Told what became of events that are no steps, if it is not null.
  /// @throws structure_error for 2³² − 1 events or more.
  /// @complexity O(events).
  [[nodiscard]] event_log build(lifecycle_account* account = nullptr) &&;

 private:
  /// Texts that are looked up by what they say; most often it is that of the event before.
  struct dictionary {
    text_column names{};
    text_index index{};
    std::vector<std::uint32_t> entries{};
    std::uint32_t last = no_entry;

    std::uint32_t intern(std::string_view text);
    void add(std::string_view text, std::size_t before);
    void append(const dictionary& other, std::size_t before, std::size_t added);
    void clear();
    [[nodiscard]] event_column take();
  };

  void pair_starts(event_log& log, std::vector<std::uint8_t>& kinds, const event_column& instances,
                   lifecycle_account& account) const;

  dictionary cases_, activities_, resources_, roles_, groups_, instances_;
  dictionary matter_names_;
  std::vector<std::uint32_t> matter_of_case_;
  std::vector<micros> times_;
  std::vector<micros> starts_;
  std::vector<std::int16_t> offsets_;
  std::vector<std::uint8_t> kinds_;  // of step_kind; empty while all are steps
};

/// @brief Takes names out of a column: whoever is called so is nobody, as a system or "UNKNOWN" is.
/// @return How many entries were taken out, by the place of the name in @p nobody.
std::vector<std::size_t> forget_names(event_column& column, const std::vector<std::string>& nobody);

/// @brief The cases of a log that begin on a day from @p first to @p last, of their local time.
/// @param log         The log.
/// @param first,last  Days since 1970-01-01.
[[nodiscard]] event_log cases_begun(const event_log& log, std::int64_t first, std::int64_t last);

}  // namespace pangkas
