// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Layers straight from an array of superiors, where nothing else is wanted of it.
#pragma once

#include <pangkas/core/position.hpp>
#include <pangkas/error.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace pangkas {

namespace detail {

/// The rows that someone reports to, numbered densely in the order of the rows. About one position
/// in twelve is a manager, so what is looked up at random fits the caches.
class manager_rows {
 public:
  explicit manager_rows(std::span<const position_id> superiors)
      : bits_(superiors.size() / 64 + 1), before_(bits_.size()) {
    for (row_index row = 0; row < superiors.size(); ++row) {
      const position_id superior = superiors[row];
      if (superior == no_position) continue;
      if (superior >= superiors.size())
        throw structure_error("row " + std::to_string(row) + " reports to row " +
                              std::to_string(superior) + ", but there are only " +
                              std::to_string(superiors.size()) + " rows");
      bits_[superior / 64] |= std::uint64_t{1} << superior % 64;
    }
    for (std::size_t i = 0; i < bits_.size(); ++i) {
      before_[i] = size_;
      size_ += static_cast<std::uint32_t>(std::popcount(bits_[i]));
    }
  }
  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }
  /// The number of a row that is one of them.
  [[nodiscard]] std::uint32_t number(row_index row) const {
    const std::uint64_t lower = (std::uint64_t{1} << row % 64) - 1;
    return before_[row / 64] + static_cast<std::uint32_t>(std::popcount(bits_[row / 64] & lower));
  }
  /// Calls @p visit with the row of each, by number.
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < bits_.size(); ++i)
      for (std::uint64_t bits = bits_[i]; bits != 0; bits &= bits - 1)
        visit(static_cast<row_index>(64 * i + static_cast<unsigned>(std::countr_zero(bits))));
  }

 private:
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint32_t> before_;
  std::uint32_t size_ = 0;
};

/// The layer of each number by climbing until a layer is known; 0 on and below a cycle.
inline std::vector<std::uint32_t> climbed_layers(const std::vector<std::uint32_t>& above) {
  constexpr std::uint32_t unknown = 0xFFFF'FFFF;
  constexpr std::uint32_t being_climbed = 0xFFFF'FFFE;
  std::vector<std::uint32_t> layers(above.size(), unknown);
  std::vector<std::uint32_t> path;
  for (std::uint32_t from = 0; from < above.size(); ++from) {
    std::uint32_t at = from;
    for (; at != no_position && layers[at] == unknown; at = above[at]) {
      layers[at] = being_climbed;
      path.push_back(at);
    }
    std::uint32_t layer = at == no_position ? 0 : layers[at];
    const bool is_unrooted = at != no_position && (layer == being_climbed || layer == 0);
    for (; !path.empty(); path.pop_back()) layers[path.back()] = is_unrooted ? 0 : ++layer;
  }
  return layers;
}

/// The last step: each row from the layer of its superior, looked up in numbers of few bytes.
template <class Number>
std::vector<std::uint32_t> layers_below(std::span<const position_id> superiors,
                                        const manager_rows& managers,
                                        const std::vector<std::uint32_t>& of_managers) {
  std::vector<Number> of_row(superiors.size());
  auto next = of_managers.begin();
  managers.for_each([&](row_index row) { of_row[row] = static_cast<Number>(*next++); });
  std::vector<std::uint32_t> result(superiors.size());
  for (row_index row = 0; row < superiors.size(); ++row) {
    const position_id superior = superiors[row];
    const std::uint32_t above = superior == no_position ? 0 : of_row[superior];
    result[row] = superior != no_position && above == 0 ? 0 : above + 1;
  }
  return result;
}

}  // namespace detail

/// @brief The layer of every row of an array of superiors: 1 for a root, else that of its superior
/// + 1.
///
/// The same as layers() of a command_forest of the array, without numbering the positions: several
/// times as fast where the rows are in no order and the layers are all that is wanted.
///
/// @param superiors  By row: the row of the superior, or no_position for a root.
/// @return           By row; 0 on and below a cycle, as for a row that is its own superior.
/// @unit             layers
/// @throws structure_error if a superior is no row.
/// @complexity       O(P) time and memory for P rows; no recursion.
[[nodiscard]] inline std::vector<std::uint32_t> layers_by_row(
    std::span<const position_id> superiors) {
  const detail::manager_rows managers(superiors);
  std::vector<std::uint32_t> above;
  above.reserve(managers.size());
  managers.for_each([&](row_index row) {
    const position_id superior = superiors[row];
    above.push_back(superior == no_position ? no_position : managers.number(superior));
  });
  const std::vector<std::uint32_t> of_managers = detail::climbed_layers(above);
  constexpr std::uint32_t in_a_byte = 255;
  const bool is_flat =
      std::ranges::all_of(of_managers, [](std::uint32_t layer) { return layer <= in_a_byte; });
  return is_flat ? detail::layers_below<std::uint8_t>(superiors, managers, of_managers)
                 : detail::layers_below<std::uint32_t>(superiors, managers, of_managers);
}

}  // namespace pangkas
