import './Mark.css';

/** The musette: a bag with its strap. Decoration; the word beside it says the name. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path class="mark-strap" d="M8 14C8 1 24 1 24 14" />
      <path class="mark-bag" d="M4 13h24l-1.4 12.2A4.3 4.3 0 0 1 22.300 29H9.700a4.300 4.300 0 0 1-4.300-3.800Z" />
      <path class="mark-fold" d="M8.500 18h15" />
    </svg>
  );
}
