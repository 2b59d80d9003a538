// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Object-centric event logs, and how they become cases.
#pragma once

#include "log_faults.hpp"
#include "unpacked.hpp"

#include <pangkas/core/text_column.hpp>
#include <pangkas/io/event_log.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Events that concern objects, as OCEL 2.0 has them, before one type of them becomes cases.
/// @source A. Berti, I. Koren, J. N. Adams and others, "OCEL (Object-Centric Event Log) 2.0
///         Specification" (2023).
class object_log {
 public:
  object_log(std::string file, const log_mapping& mapping);

  /// @brief Begins an event; what follows is of it.
  void begin_event(std::string_view type, std::string_view time);
  /// @brief One of its attributes, of which those are kept that the mapping asks for.
  void attribute(std::string_view name, std::string_view value);
  void relation(std::string_view object, std::string_view qualifier);
  /// @brief Turns back to an event, by its place.
  void turn_to(std::size_t event) { at_ = event; }
  void set_time(std::string_view time);
  void object(std::string_view id, std::string_view type);
  [[nodiscard]] std::size_t size() const noexcept { return times_.size(); }
  [[nodiscard]] log_faults& faults() noexcept { return faults_; }

  /// @brief Makes cases of it.
  /// @param by_time  Events stand in no order of their own, and are sorted by time.
  /// @throws input_error that names the types if the one of cases is not among them.
  void flatten(const case_choice& choice, bool by_time, log_read& result);

 private:
  /// A text that is looked up by what it says.
  struct names {
    text_column texts{};
    text_index index{};
    std::uint32_t place(std::string_view text) {
      return index.find_or_enter(texts, text, text_index::hash_of(text));
    }
    [[nodiscard]] std::uint32_t known(std::string_view text) const {
      return index.find(texts, text).value_or(no_entry);
    }
  };
  struct related {
    std::uint32_t event;
    std::uint32_t object;
    std::uint32_t qualifier;
  };
  static constexpr std::size_t attributes_asked = 3;  // resource, role, group

  void note_divergence(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& events_of_cases,
                       const std::vector<std::size_t>& begin, std::uint32_t case_type,
                       std::uint32_t resource_type, log_read& result) const;

  std::string file_;
  const log_mapping& mapping_;
  log_faults faults_;
  names objects_, types_of_objects_, types_of_events_, qualifiers_, values_;
  std::vector<std::uint32_t> type_of_object_;
  std::vector<written_instant> times_;
  std::vector<std::uint32_t> type_of_event_;
  std::array<std::vector<std::uint32_t>, attributes_asked> attributes_;
  std::vector<related> relations_;
  std::size_t at_ = 0;
};

/// @brief Reads OCEL 2.0.
/// @param bytes  Of a document, or of a data base.
void read_ocel_json(std::string_view bytes, object_log& log, const std::string& file);
void read_ocel_xml(unpacked_pieces& pieces, object_log& log, const std::string& file);
/// @brief The same from SQLite: nothing is written, and no statement of the file is run.
void read_ocel_sqlite(std::string_view bytes, object_log& log, const std::string& file);

}  // namespace pangkas::detail
