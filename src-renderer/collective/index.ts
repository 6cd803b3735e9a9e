export { CollectiveSection } from './CollectiveSection.tsx';
