// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What readers of event logs find wrong: counted by kind, with the place of the first.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/io/event_log.hpp>
#include <pangkas/io/text.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief What may be wrong with an event or a case. A log of ten million events may have each ten
/// million times, so that each is one finding.
enum class log_fault : std::size_t {
  bad_time,
  no_time,
  no_offset,
  blank_case,
  no_activity,
  nameless_case,
  repeated_case,
  case_without_events,
  outside_case,
  nested,
  ragged,
  text_after_quote,
  unknown_object,
  repeated_relation,
  several_performers,
  unknown_type
};
inline constexpr std::size_t log_faults_known = 16;

/// @brief The faults of a log, or of a part of it.
class log_faults {
 public:
  /// @param row   Told where it is, if it is the first.
  /// @param text  What stands there.
  template <class Row>
  void note(log_fault what, const Row& row, std::string_view text = {}) {
    of_kind& of = kinds_[static_cast<std::size_t>(what)];
    if (++of.count > 1) return;
    of.row = row();
    of.text = text;
  }
  /// @brief So many rows stand before those that were numbered.
  void shift(std::size_t before) {
    for (of_kind& of : kinds_) of.row += of.count == 0 ? 0 : before;
  }
  /// @brief Adds those of a later part.
  void add(const log_faults& later);
  /// @brief Tells them.
  void report(const std::string& file, const log_mapping& mapping,
              std::vector<finding>& findings) const;

 private:
  struct of_kind {
    std::size_t count = 0;
    std::size_t row = 0;
    std::string text{};
  };
  std::array<of_kind, log_faults_known> kinds_{};
};

/// @brief A stamp as a log has it; what is wrong with it is a fault.
template <class Row>
[[nodiscard]] written_instant stamp_of(std::string_view text, const log_mapping& mapping,
                                       log_faults& faults, const Row& row) {
  if (text.empty()) {
    faults.note(log_fault::no_time, row);
    return {};
  }
  const auto when = parse_instant(text, mapping.days, mapping.offset.value_or(0));
  if (!when) {
    faults.note(log_fault::bad_time, row, text);
    return {};
  }
  if (!when->has_offset && !mapping.offset) faults.note(log_fault::no_offset, row, text);
  return *when;
}

/// @brief What a field says that holds this text.
[[nodiscard]] inline std::string_view said_by(const log_field& field, std::string_view text) {
  if (field.behind.empty()) return text;
  const auto at = text.rfind(field.behind);
  return at == std::string_view::npos ? std::string_view{}
                                      : trim(text.substr(at + field.behind.size()));
}

/// @brief Makes the log of what was collected, and tells what is to be known of it.
void finish_log(event_log_builder&& events, const log_faults& faults, const std::string& file,
                const log_mapping& mapping, log_read& result);

}  // namespace pangkas::detail
