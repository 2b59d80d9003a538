// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The services that are measured on: each is made once and shared by all benchmarks.
#pragma once

#include "benchmarks/support/boost_graphs.hpp"

#include <pangkas/core/organisation.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace pangkas::benchmarks {

/// @brief The sizes at which everything is measured.
/// @unit  positions
inline constexpr std::array<std::size_t, 4> sizes{10'000, 100'000, 1'000'000, 5'000'000};

/// @brief How the rows of a service are sorted.
enum class row_order : std::uint8_t {
  natural,  ///< agency by agency from the top down, as registers export them
  random    ///< shuffled: every look-up of a superior misses the caches
};

/// @brief "natural" or "random".
[[nodiscard]] constexpr std::string_view to_string(row_order order) {
  return order == row_order::natural ? "natural" : "random";
}

/// @brief A synthetic service in all the forms that contenders start from.
class service {
 public:
  service(std::size_t positions, row_order order);

  /// @brief Ours.
  [[nodiscard]] const pangkas::organisation& organisation() const noexcept { return organisation_; }
  /// @brief The parent array: for each row the row of its superior, no_row for none.
  [[nodiscard]] const std::vector<row_index>& superiors() const noexcept {
    return organisation_.parts().superiors;
  }
  /// @brief The rows without a superior.
  [[nodiscard]] const std::vector<row_index>& roots() const noexcept { return roots_; }
  /// @brief The peer's graph; made when it is first asked for.
  [[nodiscard]] const adjacency_graph& adjacency_list() const;
  /// @brief The peer's compact graph; made when it is first asked for.
  [[nodiscard]] const compressed_graph& compressed_sparse_row() const;

 private:
  pangkas::organisation organisation_;
  std::vector<row_index> roots_;
  mutable std::unique_ptr<adjacency_graph> adjacency_;
  mutable std::unique_ptr<compressed_graph> compressed_;
};

/// @brief The service of that size and order; made when it is first asked for, then kept.
[[nodiscard]] const service& service_of(std::size_t positions, row_order order);

/// @brief Something that several contenders of a subject start from, such as a service that was
/// simplified. It is made when it is first asked for, outside the timed loop, and kept until it is
/// asked for of another service.
template <class Make>
class prepared {
 public:
  explicit prepared(Make make) : make_(std::move(make)) {}

  const auto& operator()(const service& s) {
    if (made_for_ != &s) {
      value_.reset();
      value_.emplace(make_(s));
      made_for_ = &s;
    }
    return *value_;
  }

 private:
  Make make_;
  std::optional<std::invoke_result_t<const Make&, const service&>> value_;
  const service* made_for_ = nullptr;
};

}  // namespace pangkas::benchmarks
